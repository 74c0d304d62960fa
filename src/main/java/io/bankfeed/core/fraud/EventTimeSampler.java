package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.bank.DailyRhythm;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.List;
import java.util.Map;

/**
 * All that happens at the bank, in the order in which it happens. Each behaviour c has a share P(c) of the transactions
 * and hours of its own, over which it spreads as the bank's traffic r does: P(hour | c) = r(hour) / r(hours of c) within
 * them. So the traffic of an hour is r(hour) times g(hour), the sum of P(c) / r(hours of c) over the behaviours that have
 * that hour; and a transaction of that hour is of behaviour c with P(c | hour) = P(c) / r(hours of c) / g(hour). Over
 * whole days every share holds, and nothing need be posted late.
 *
 * <p>The n-th transaction is a function of the parameters and n, but for its 5-minute frequency, for which those of the 5
 * minutes before must have been drawn. Not thread-safe.
 */
public final class EventTimeSampler {

    private final BehaviourCatalog behaviours;
    private final Activity activity;
    private final ArrivalTimes arrivals;

    /** The weights of the behaviours by hour of the day. An hour without traffic has none, and no arrival falls in it. */
    private final Weights[] byHour = new Weights[Hours.A_DAY];

    /**
     * @param seed of the accounts, the times and every draw
     * @param accounts how many there are
     * @param firstAccount the lowest account number
     * @param patterns the kinds of fraud
     * @param weights by the patterns' names, for those whose default weight is not wanted
     * @param fraudRate the share of fraud, 0 to 1
     * @param startMicros before which nothing happens, in microseconds since 1970-01-01T00:00Z
     * @param perSecond transactions a second, on average over a day; positive
     * @throws IllegalArgumentException if a weight names no pattern or is out of range, or the accounts are
     */
    public EventTimeSampler(
            long seed,
            int accounts,
            int firstAccount,
            List<FraudPattern> patterns,
            Map<String, Double> weights,
            double fraudRate,
            long startMicros,
            double perSecond) {
        behaviours = new BehaviourCatalog(seed, accounts, firstAccount, patterns, weights);
        activity = new Activity(accounts);
        double[] traffic = new double[Hours.A_DAY];
        for (int hour = 0; hour < Hours.A_DAY; hour++) {
            double[] shares = sharesAt(hour, fraudRate);
            for (double share : shares) {
                traffic[hour] += share;
            }
            if (traffic[hour] > 0) {
                byHour[hour] = Weights.of(shares);
            }
        }
        arrivals = new ArrivalTimes(Hash64.of(seed, -3), startMicros, perSecond, traffic);
    }

    /**
     * Makes the n-th transaction, whose number is n + 1.
     *
     * @param index n, from 0 on; one more than that of the call before, but for the first call
     */
    public void draw(long index, TransactionSink sink) {
        long nowMicros = arrivals.at(index);
        KeyedRandom draws = behaviours.draws(index + 1);
        int behaviour = byHour[BankTime.hourOf(nowMicros)].draw(draws);
        sink.accept(
                behaviours.make(behaviour, new DrawContext(index + 1, nowMicros, false, draws, activity)),
                behaviours.labels().get(behaviour));
    }

    /** When the n-th transaction happens, in microseconds since 1970-01-01T00:00Z. */
    public long at(long index) {
        return arrivals.at(index);
    }

    /** With which transaction to begin so that the n-th has its true 5-minute frequency. */
    public long firstToDraw(long index) {
        return Math.min(index, arrivals.indexBefore(Activity.firstThatCounts(arrivals.at(index))));
    }

    /** Every label there can be, the normal one first. */
    public List<Label> labels() {
        return behaviours.labels();
    }

    /** P(c) / r(hours of c) of each behaviour at an hour. */
    private double[] sharesAt(int hour, double fraudRate) {
        double[] shares = new double[behaviours.count()];
        for (int behaviour = 0; behaviour < shares.length; behaviour++) {
            Hours hours = behaviours.hours(behaviour);
            shares[behaviour] =
                    hours.contains(hour) ? behaviours.share(behaviour, fraudRate) / DailyRhythm.shareOf(hours) : 0;
        }
        return shares;
    }
}
