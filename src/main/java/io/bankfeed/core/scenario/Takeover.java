package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.TransactionType;
import java.util.List;

/**
 * A stranger takes over an account: a small test payment to a mule, which other victims may have paid, and then the drain
 * within three hours.
 */
final class Takeover implements Scenario {

    private static final List<Location> LOCATIONS = List.of(Location.values());
    private static final double MAX_AMOUNT = 500e6;

    private static final double MAX_GAP_MINUTES = 28;

    /** From 22:18 to midnight, or from 3:18 to 5:00. */
    private static final double NIGHT_MINUTES = 100;

    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public String fraudType() {
        return "account_takeover";
    }

    @Override
    public double defaultWeight() {
        return 70;
    }

    @Override
    public int minRows() {
        return 3;
    }

    @Override
    public int maxRows() {
        return 7;
    }

    @Override
    public double spanDays() {
        return 0.5;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        boolean remote = context.has(Drift.TAKEOVER_REMOTE);
        long time = context.startMicros();
        Customer victim = context.active(time);
        Payee mule = context.sharedMule(victim);
        Channel channel = context.online();
        double maxGap = MAX_GAP_MINUTES;
        if (context.shows(0.75)) {
            time = context.random().chance(0.4) ? context.nightOf(time, 22, 0.3) : context.nightOf(time, 26, 1.3);
            maxGap = Math.min(maxGap, NIGHT_MINUTES / (rows - 1));
        }
        boolean large = context.shows(0.9);
        int device = !remote && context.shows(0.5) ? context.random().between(90_000, 99_999) : 0;
        boolean away = !remote && context.random().chance(0.3);
        Location location = away ? context.random().pick(LOCATIONS) : Location.UNKNOWN;
        for (int row = 0; row < rows; row++) {
            PlannedStep step = plan.add(victim, time, "victim")
                    .by(TransactionType.TRANSFER, channel)
                    .to(mule)
                    .amount(row == 0 ? context.uniform(10e3, 200e3) : drained(context, victim, large, remote))
                    .onNewDevice(device);
            if (away) {
                step.in(location);
            }
            if (context.shows(remote ? 1 : 0.75)) {
                step.biometricFailures(context.random().between(3, 5));
            }
            time = context.after(time, Math.min(maxGap, context.minutes(1.5)));
        }
    }

    private static double drained(PlanContext context, Customer victim, boolean large, boolean remote) {
        if (remote) {
            return context.uniform(3e6, 9.9e6);
        }
        return large
                ? context.uniform(50e6, MAX_AMOUNT)
                : context.under(MAX_AMOUNT, context.usualAmount(victim) * StrictMath.exp(context.uniform(2, 3.6)));
    }
}
