package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.List;

/** Money returns to where it came from, by way of 3 to 6 other accounts within three days; each keeps a little. */
final class Cycle implements Scenario {

    private static final double DAYS = 3;
    private static final double MEDIAN = 15e6;

    @Override
    public String name() {
        return "cycle";
    }

    @Override
    public String fraudType() {
        return "money_laundering";
    }

    @Override
    public double defaultWeight() {
        return 10;
    }

    @Override
    public int minRows() {
        return 4;
    }

    @Override
    public int maxRows() {
        return 7;
    }

    @Override
    public double spanDays() {
        return DAYS;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Laundering laundering = Laundering.draw(context, MEDIAN, 1);
        Channel channel = context.online();
        long[] times = times(rows, laundering, context);
        List<Customer> members = new ArrayList<>(rows);
        for (long time : times) {
            members.add(context.anyoneBut(members, time));
        }
        double amount = laundering.amount();
        for (int row = 0; row < rows; row++) {
            plan.add(members.get(row), times[row], row == 0 ? "originator" : "mule")
                    .by(TransactionType.TRANSFER, channel)
                    .to(Payees.of(members.get((row + 1) % rows)))
                    .amount(amount);
            laundering.mark(context, plan.step(row));
            amount *= context.uniform(0.96, 0.99);
        }
    }

    /** The times of the payments: two may fall in the same night, but none comes before the one it forwards. */
    private static long[] times(int rows, Laundering laundering, PlanContext context) {
        long[] times = new long[rows];
        for (int row = 0; row < rows; row++) {
            times[row] = laundering.night(
                    context,
                    context.afterDays(DAYS * (row + 0.6 * context.random().unit()) / rows));
            if (row > 0) {
                times[row] = Math.max(times[row], context.after(times[row - 1], context.uniform(10, 40)));
            }
        }
        return times;
    }
}
