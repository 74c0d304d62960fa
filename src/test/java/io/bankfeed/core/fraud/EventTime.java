package io.bankfeed.core.fraud;

import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Transactions of a bank in event time, from a midnight on.
 *
 * @param fraudRate the share of fraud
 * @param perSecond transactions a second, on average over a day
 */
record EventTime(
        double fraudRate, double perSecond, int accounts, List<FraudPattern> patterns, Map<String, Double> weights) {

    static final long SECONDS_OF_TEN_DAYS = 864_000;

    /** So many transactions of the default population fill ten whole days. */
    static EventTime tenDays(double fraudRate, int transactions) {
        return of(fraudRate, (double) transactions / SECONDS_OF_TEN_DAYS);
    }

    static EventTime of(double fraudRate, double perSecond) {
        return new EventTime(fraudRate, perSecond, Traffic.ACCOUNTS, FraudPattern.ALL, Map.of());
    }

    EventTime with(List<FraudPattern> otherPatterns, Map<String, Double> otherWeights) {
        return new EventTime(fraudRate, perSecond, accounts, otherPatterns, otherWeights);
    }

    EventTimeSampler sampler() {
        return new EventTimeSampler(
                Traffic.SEED, accounts, Traffic.FIRST_ACCOUNT, patterns, weights, fraudRate, Traffic.START, perSecond);
    }

    List<Drawn> draw(int count) {
        EventTimeSampler sampler = sampler();
        List<Drawn> all = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            long at = sampler.at(index);
            sampler.draw(index, (transaction, label) -> all.add(new Drawn(transaction, label, at)));
        }
        return all;
    }

    /** So many transactions from one on, of a bank that draws no more before it than it must. */
    List<Transaction> slice(long offset, int count) {
        EventTimeSampler sampler = sampler();
        List<Transaction> slice = new ArrayList<>(count);
        for (long index = sampler.firstToDraw(offset); index < offset + count; index++) {
            boolean wanted = index >= offset;
            sampler.draw(index, (transaction, label) -> {
                if (wanted) {
                    slice.add(transaction);
                }
            });
        }
        return slice;
    }
}
