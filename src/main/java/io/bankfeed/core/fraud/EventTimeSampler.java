package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Draws all transactions of a bank in event-time order. Each behaviour c makes up a share P(c) of the transactions and
 * is spread over its hours in proportion to the bank's usual traffic r: P(hour | c) = r(hour) / r(hours of c). The
 * traffic of an hour is therefore r(hour) * g(hour), where g(hour) is the sum of P(c) / r(hours of c) over the
 * behaviours that occur in that hour, and a transaction in that hour has behaviour c with probability P(c | hour) =
 * P(c) / r(hours of c) / g(hour). Over whole days the shares are exact, and no transaction is posted late.
 *
 * <p>The n-th transaction is a function of the parameters and n, except for its 5-minute frequency, which also needs
 * the transactions of the 5 minutes before it to have been drawn. Not thread-safe.
 */
public final class EventTimeSampler {

    private final BehaviourCatalog behaviours;
    private final FrequencyCounter frequencies;
    private final ArrivalTimes arrivals;

    /**
     * The weights of the behaviours by hour of the day. An hour without traffic has none, and no arrival falls in it.
     */
    private final Weights[] byHour = new Weights[Hours.PER_DAY];

    /**
     * @param seed determines the accounts, the times and all random numbers
     * @param accounts the number of accounts, 100 to 10,000,000
     * @param firstAccount the lowest account number
     * @param patterns the fraud patterns
     * @param weights weights by pattern name, for the patterns that do not use their default weight
     * @param fraudRate the share of fraud, 0 to 1
     * @param startMicros the earliest time of a transaction, in microseconds since 1970-01-01T00:00Z
     * @param perSecond the average number of transactions per second over a day, positive
     * @param frequencies counts the transactions
     * @throws IllegalArgumentException if a weight has an unknown pattern name or is out of range, or if the number of
     *     accounts is out of range
     */
    public EventTimeSampler(
            long seed,
            int accounts,
            int firstAccount,
            List<FraudPattern> patterns,
            Map<String, Double> weights,
            double fraudRate,
            long startMicros,
            double perSecond,
            FrequencyCounter frequencies) {
        behaviours = new BehaviourCatalog(seed, accounts, firstAccount, patterns, weights);
        this.frequencies = frequencies;
        double[] traffic = new double[Hours.PER_DAY];
        for (int hour = 0; hour < Hours.PER_DAY; hour++) {
            double[] shares = behaviours.shares().at(hour, fraudRate);
            traffic[hour] = sum(shares);
            if (traffic[hour] > 0) {
                byHour[hour] = Weights.of(shares);
            }
        }
        arrivals = new ArrivalTimes(Hash64.of(seed, -3), startMicros, perSecond, traffic);
    }

    /**
     * Draws the n-th transaction, whose number is n + 1.
     *
     * @param index n, from 0; every call after the first must use the next index
     * @param wanted the accounts whose transactions are drawn, by number; it must not depend on anything but the account
     * @param sink receives the transaction, unless its account is not wanted
     */
    public void draw(long index, IntPredicate wanted, TransactionSink sink) {
        long nowMicros = arrivals.at(index);
        KeyedRandom random = behaviours.random(index + 1);
        int behaviour = byHour[BankTime.hourOf(nowMicros)].draw(random);
        Transaction transaction =
                behaviours.draw(behaviour, new DrawContext(index + 1, nowMicros, false, random, wanted, frequencies));
        if (transaction != null && wanted.test(transaction.accountNumber())) {
            sink.accept(transaction, behaviours.labels().get(behaviour));
        }
    }

    /** The time of the n-th transaction, in microseconds since 1970-01-01T00:00Z. */
    public long at(long index) {
        return arrivals.at(index);
    }

    /** The index at which drawing must start for the n-th transaction to have its exact 5-minute frequency. */
    public long firstToDraw(long index) {
        return Math.min(index, arrivals.indexBefore(Activity.windowStart(arrivals.at(index))));
    }

    /**
     * The expected share of fraud among consecutive transactions: over parts of a day it differs from the fraud rate,
     * since fraud has its hours. The other parameters are those of the constructor.
     *
     * @param index of the first transaction, from 0
     * @param count at least 1
     */
    public static double expectedFraudShare(
            List<FraudPattern> patterns,
            Map<String, Double> weights,
            double fraudRate,
            long startMicros,
            double perSecond,
            long index,
            long count) {
        BehaviourShares behaviours = new BehaviourShares(patterns, weights);
        double[] traffic = new double[Hours.PER_DAY];
        double[] fraud = new double[Hours.PER_DAY];
        for (int hour = 0; hour < Hours.PER_DAY; hour++) {
            double[] shares = behaviours.at(hour, fraudRate);
            traffic[hour] = sum(shares);
            fraud[hour] = traffic[hour] > 0 ? 1 - shares[0] / traffic[hour] : 0;
        }
        return new ArrivalTimes(0, startMicros, perSecond, traffic).expectedMean(fraud, index, count);
    }

    private static double sum(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return sum;
    }
}
