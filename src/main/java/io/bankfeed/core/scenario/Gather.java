package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.List;

/**
 * Many accounts pay one (fan-in), one pays many (fan-out), or one pays many who all pay another one (scatter-gather),
 * within two days. Of an odd number of transactions, one skips the many in between.
 */
final class Gather implements Scenario {

    private static final double DAYS = 2;
    private static final double MEDIAN = 9e6;

    /** The night is not over by then. */
    private static final double MAX_MINUTES_AT_NIGHT = 85;

    private final String name;
    private final boolean scatters;
    private final boolean gathers;

    private Gather(String name, boolean scatters, boolean gathers) {
        this.name = name;
        this.scatters = scatters;
        this.gathers = gathers;
    }

    static Scenario fanIn() {
        return new Gather("fan_in", false, true);
    }

    static Scenario fanOut() {
        return new Gather("fan_out", true, false);
    }

    static Scenario scatterGather() {
        return new Gather("scatter_gather", true, true);
    }

    @Override
    public String name() {
        return name;
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
        return 8;
    }

    @Override
    public int maxRows() {
        return scatters && !gathers ? 14 : 20;
    }

    @Override
    public double spanDays() {
        return DAYS;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Laundering laundering = Laundering.draw(context, MEDIAN, 1);
        Channel channel = context.online();
        Customer source = context.active(context.startMicros());
        Customer collector = context.anyoneBut(List.of(source), context.startMicros());
        List<Customer> members = new ArrayList<>(List.of(source, collector));
        int legs = scatters && gathers ? rows / 2 : rows;
        for (int leg = 0; leg < legs; leg++) {
            double days = DAYS * (leg + context.random().unit()) / legs * (scatters && gathers ? 0.5 : 1);
            long time = laundering.night(context, context.afterDays(days));
            Customer mule = context.anyoneBut(members, time);
            members.add(mule);
            double amount =
                    laundering.amount() * (laundering.large() ? context.uniform(0.8, 1.14) : context.uniform(0.6, 1.4));
            if (scatters) {
                pay(context, laundering, plan.add(source, time, "source"), amount, Payees.of(mule), channel);
                amount *= 0.97;
                time = context.after(time, context.uniform(10, laundering.atNight() ? MAX_MINUTES_AT_NIGHT : 300));
            }
            if (gathers) {
                String role = scatters ? "mule" : "sender";
                pay(context, laundering, plan.add(mule, time, role), amount, Payees.of(collector), channel);
            }
        }
        if (scatters && gathers && rows % 2 == 1) {
            PlannedStep last = plan.add(source, laundering.night(context, context.afterDays(DAYS * 0.7)), "source");
            pay(context, laundering, last, laundering.amount(), Payees.of(collector), channel);
        }
    }

    private static void pay(
            PlanContext context, Laundering laundering, PlannedStep step, double amount, Payee payee, Channel channel) {
        laundering.mark(
                context, step.by(TransactionType.TRANSFER, channel).to(payee).amount(amount));
    }
}
