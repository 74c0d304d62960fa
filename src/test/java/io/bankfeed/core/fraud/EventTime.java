package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Transactions of a bank in event time, starting at midnight.
 *
 * @param fraudRate the share of fraud, 0 to 1
 * @param perSecond the average number of transactions per second over a day
 */
record EventTime(
        double fraudRate, double perSecond, int accounts, List<FraudPattern> patterns, Map<String, Double> weights) {

    static final long SECONDS_OF_TEN_DAYS = 864_000;

    /** The default population, at a rate at which the given number of transactions fills ten days. */
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
                Traffic.SEED,
                accounts,
                Traffic.FIRST_ACCOUNT,
                patterns,
                weights,
                fraudRate,
                Traffic.START,
                perSecond,
                new Activity(accounts));
    }

    List<Drawn> draw(int count) {
        EventTimeSampler sampler = sampler();
        List<Drawn> all = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            long at = sampler.at(index);
            sampler.draw(index, account -> true, (transaction, label) -> all.add(new Drawn(transaction, label, at)));
        }
        return all;
    }

    /** A slice, drawn by a new sampler that starts as late as possible. */
    List<Transaction> slice(long offset, int count) {
        EventTimeSampler sampler = sampler();
        List<Transaction> slice = new ArrayList<>(count);
        for (long index = sampler.firstToDraw(offset); index < offset + count; index++) {
            boolean wanted = index >= offset;
            sampler.draw(index, account -> true, (transaction, label) -> {
                if (wanted) {
                    slice.add(transaction);
                }
            });
        }
        return slice;
    }
}
