package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.List;

/**
 * Money moves from mule to mule, 3 to 6 times within 40 hours. Each mule receives it in two or three parts, keeps 3 %,
 * and forwards the rest.
 */
final class Layering implements Scenario {

    private static final double DAYS = 40 / 24.0;
    private static final double KEPT = 0.03;
    private static final int PARTS = 2;

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
        Customer from = context.anyone();
        List<Customer> members = new ArrayList<>(List.of(from));
        double amount = laundering.amount() * PARTS;
        int hops = rows / PARTS;
        for (int hop = 0; hop < hops; hop++) {
            Customer to = context.anyoneBut(members);
            members.add(to);
            Payee payee = Payees.of(to);
            int parts = hop == 0 ? PARTS + rows % PARTS : PARTS;
            long time = laundering.night(
                    context, context.afterDays(DAYS * (hop + context.random().unit() * 0.3) / hops));
            double left = 1;
            for (int part = 0; part < parts; part++) {
                double share = part == parts - 1 ? left : left / (parts - part) * context.uniform(0.8, 1.2);
                left -= share;
                PlannedStep step = plan.add(from, time, hop == 0 ? "source" : "mule")
                        .by(TransactionType.TRANSFER, channel)
                        .to(payee)
                        .amount(amount * share);
                laundering.mark(context, step);
                time = context.after(time, context.uniform(2, 45));
            }
            amount *= 1 - KEPT;
            from = to;
        }
    }
}
