package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;

/**
 * Payments that stay below a threshold, up to two a day on five days. Thresholds: 10 million dong a payment and 20
 * million a day, above which biometric confirmation is required (Decision 2345/QD-NHNN of the State Bank of Vietnam); 400
 * million, from which a transaction is reported (Decision 11/2023/QD-TTg); 500 million, from which a domestic transfer is
 * reported (Circular 09/2023/TT-NHNN).
 */
final class Structuring implements Scenario {

    private static final double DAYS = 5;
    private static final double PAYMENT_LIMIT = 10e6;
    private static final double REPORTED_TRANSACTION = 400e6;
    private static final double REPORTED_TRANSFER = 500e6;

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
        double limit = laundering.large()
                ? (context.random().chance(0.5) ? REPORTED_TRANSACTION : REPORTED_TRANSFER)
                : PAYMENT_LIMIT;
        Customer smurf = context.active();
        Payee collector = context.mule(smurf);
        Channel channel = context.online();
        for (int row = 0; row < rows; row++) {
            double days = DAYS * (row / 2 * 2 + context.random().unit()) / rows;
            PlannedStep step = plan.add(smurf, laundering.night(context, context.afterDays(days)), "smurf")
                    .by(TransactionType.TRANSFER, channel)
                    .to(collector)
                    .amount(limit * (0.99 - 0.35 * square(context.random().unit())));
            laundering.mark(context, step);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
