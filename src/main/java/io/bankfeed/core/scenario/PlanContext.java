package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.NormalQuantile;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import java.util.List;

/**
 * The inputs to planning one scenario. Times of day and distances in days are in traffic, so that whatever lasts for days
 * keeps to the hours in which customers are awake.
 *
 * @param world what all scenarios of the world have in common
 * @param random the random numbers of this scenario
 * @param gang the random numbers that the scenarios of a gang have in common
 * @param start the beginning in operational time
 * @param startMicros the beginning in microseconds since 1970-01-01T00:00Z
 * @param scale by how much all distances in time are shortened, over 0 and at most 1
 */
record PlanContext(
        ScenarioWorld world, KeyedRandom random, KeyedRandom gang, double start, long startMicros, double scale) {

    private static final double MAX_MINUTES = 60;

    private static final double SHARED_MULE = 0.8;

    /** Draws whether a documented signal is shown: always at difficulty 0, and with 1 - {@code hidden} at 1. */
    boolean shows(double hidden) {
        return random.chance(1 - hidden * Math.sqrt(world.difficulty()));
    }

    /** A time some days of average traffic after the beginning. */
    long afterDays(double days) {
        return world.calendar().epochMicros(start + days * scale);
    }

    /** A time some minutes after another. */
    long after(long epochMicros, double minutes) {
        return epochMicros + (long) (minutes * scale * 60 * BankTime.MICROS_PER_SECOND);
    }

    /**
     * A random time in the night that follows a time's day.
     *
     * @param from hours after midnight of that day at which the night begins, such as 22
     * @param hours how long it lasts
     */
    long nightOf(long epochMicros, int from, double hours) {
        if (scale < 1) {
            return epochMicros;
        }
        long midnight = epochMicros - BankTime.microsOfDay(epochMicros);
        return midnight + (long) ((from + hours * random.unit()) * BankTime.MICROS_PER_HOUR);
    }

    /** Draws a customer as likely as its traffic at a time of day. */
    Customer anyone(long epochMicros) {
        return world.customers().drawAt(BankTime.hourOf(epochMicros), random);
    }

    /**
     * Draws a customer as likely as its traffic at a time of day, who is active enough for several fraudulent transactions
     * not to be most of what it does.
     */
    Customer active(long epochMicros) {
        return world.customers().drawActiveAt(BankTime.hourOf(epochMicros), random);
    }

    /** Draws a customer other than some, of whom there are at most two dozen, as likely as its traffic at a time of day. */
    Customer anyoneBut(List<Customer> others, long epochMicros) {
        Customer drawn = anyone(epochMicros);
        while (others.contains(drawn)) {
            drawn = anyone(epochMicros);
        }
        return drawn;
    }

    /** Draws a recruited account, other than the payer's: an ordinary one at this bank, or one at another. */
    Payee mule(Customer payer) {
        return world.payees().anyoneBut(payer, random);
    }

    /** Draws a mule that often serves the victims of the scenarios before and after this one as well. */
    Payee sharedMule(Customer payer) {
        return world.payees().anyoneBut(payer, random.chance(SHARED_MULE) ? gang : random);
    }

    /** Draws a customer's usual amount. */
    double usualAmount(Customer customer) {
        return StrictMath.exp(customer.level() + 0.6 * NormalQuantile.of(random.unit()));
    }

    /** Draws a log-normal amount. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * NormalQuantile.of(random.unit()));
    }

    /** Keeps an amount under a maximum. One above it becomes any amount somewhat below: no amount is typical of fraud. */
    double under(double max, double amount) {
        return amount < max ? amount : max * uniform(0.6, 1);
    }

    /** Draws the minutes between two transactions that are made in haste: log-normal, and at most an hour. */
    double minutes(double median) {
        return Math.min(MAX_MINUTES, logNormal(median, 0.9));
    }

    double uniform(double min, double max) {
        return min + (max - min) * random.unit();
    }

    /** Draws the channel through which fraudsters transfer money. */
    Channel online() {
        return has(Drift.NEW_CHANNEL) || random.chance(0.2) ? Channel.INTERNET : Channel.MOBILE;
    }

    /** Whether a drift is in effect at the beginning. */
    boolean has(Drift drift) {
        return world.drifts().has(drift, BankTime.dayOf(startMicros));
    }
}
