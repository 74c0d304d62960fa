package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Money moves from mule to mule, 3 to 6 times within 40 hours. Each mule receives it in two or three parts, keeps 3 %,
 * and forwards the rest.
 */
final class Layering implements Scenario {

    private static final double DAYS = 40 / 24.0;
    private static final double KEPT = 0.03;
    private static final int PARTS = 2;

    /** Each part is over 300 million dong, even the smallest of three and those of the last hop. */
    private static final double MIN_LARGE = 1.3e9;

    private static final double MAX_LARGE = 1.6e9;

    @Override
    public String name() {
        return "layering";
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
        return DAYS + 0.3;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Laundering laundering = Laundering.draw(context, 40e6, PARTS);
        Channel channel = context.online();
        double amount = laundering.large() ? context.uniform(MIN_LARGE, MAX_LARGE) : PARTS * laundering.amount();
        int hops = rows / PARTS;
        long[] times = times(rows, laundering, context);
        Customer from = context.anyone(times[0]);
        List<Customer> members = new ArrayList<>(List.of(from));
        int row = 0;
        for (int hop = 0; hop < hops; hop++) {
            int parts = hop == 0 ? PARTS + rows % PARTS : PARTS;
            long forwarded = times[Math.min(row + parts, rows - 1)];
            Customer to = context.anyoneBut(members, forwarded);
            members.add(to);
            Payee payee = Payees.of(to);
            double left = 1;
            for (int part = 0; part < parts; part++) {
                double share = part == parts - 1 ? left : left / (parts - part) * context.uniform(0.8, 1.2);
                left -= share;
                PlannedStep step = plan.add(from, times[row++], hop == 0 ? "source" : "mule")
                        .by(TransactionType.TRANSFER, channel)
                        .to(payee)
                        .amount(amount * share);
                laundering.mark(context, step);
            }
            amount *= 1 - KEPT;
            from = to;
        }
    }

    /** The times of all parts in their order: two hops may fall in the same night. */
    private static long[] times(int rows, Laundering laundering, PlanContext context) {
        long[] times = new long[rows];
        int hops = rows / PARTS;
        int row = 0;
        for (int hop = 0; hop < hops; hop++) {
            long time = laundering.night(
                    context, context.afterDays(DAYS * (hop + context.random().unit() * 0.3) / hops));
            for (int part = hop == 0 ? -(rows % PARTS) : 0; part < PARTS; part++) {
                times[row++] = time;
                time = context.after(time, context.minutes(6));
            }
        }
        Arrays.sort(times);
        return times;
    }
}
