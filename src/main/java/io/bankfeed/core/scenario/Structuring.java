package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;
import java.util.Arrays;

/**
 * Payments that stay below a threshold, within five days. Thresholds: 10 million dong a payment and 20 million a day, above
 * which online transfers need biometric confirmation (Decision 2345/QD-NHNN of the State Bank of Vietnam); 400 million,
 * from which a high-value transaction is reported (Decision 11/2023/QD-TTg; it is meant for cash, and whoever stays below
 * it is on the safe side); 500 million, from which a domestic electronic transfer is reported (Circular 09/2023/TT-NHNN,
 * since November 2025 Circular 27/2025/TT-NHNN).
 */
final class Structuring implements Scenario {

    private static final double DAYS = 5;
    private static final double PAYMENT_LIMIT = 10e6;
    private static final double DAILY_LIMIT = 20e6;
    private static final double REPORTED_TRANSACTION = 400e6;
    private static final double REPORTED_TRANSFER = 500e6;
    private static final double MIN_LARGE = 310e6;

    @Override
    public String name() {
        return "structuring";
    }

    @Override
    public String fraudType() {
        return "money_laundering";
    }

    @Override
    public double defaultWeight() {
        return 30;
    }

    @Override
    public int minRows() {
        return 6;
    }

    @Override
    public int maxRows() {
        return 12;
    }

    @Override
    public double spanDays() {
        return DAYS;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Laundering laundering = Laundering.draw(context, PAYMENT_LIMIT, 1);
        boolean large = laundering.large();
        double threshold = context.random().chance(0.5) ? REPORTED_TRANSACTION : REPORTED_TRANSFER;
        long[] times = new long[rows];
        for (int row = 0; row < rows; row++) {
            double days = DAYS * (row / 2 * 2 + context.random().unit()) / rows;
            times[row] = laundering.night(context, context.afterDays(days));
        }
        Customer smurf = context.active(times[0]);
        Payee collector = context.mule(smurf);
        Channel channel = context.online();
        for (long time : times) {
            double limit = large ? threshold : Math.min(PAYMENT_LIMIT, DAILY_LIMIT / paymentsOn(time, times));
            double below = large ? limit - MIN_LARGE : 0.36 * limit;
            double unit = context.random().unit();
            PlannedStep step = plan.add(smurf, time, "smurf")
                    .by(TransactionType.TRANSFER, channel)
                    .to(collector)
                    .amount(0.99 * limit - (below - 0.01 * limit) * unit * unit);
            laundering.mark(context, step);
        }
    }

    /** The number of payments on the day of a time. */
    private static long paymentsOn(long time, long[] times) {
        return Arrays.stream(times)
                .filter(other -> BankTime.dayOf(other) == BankTime.dayOf(time))
                .count();
    }
}
