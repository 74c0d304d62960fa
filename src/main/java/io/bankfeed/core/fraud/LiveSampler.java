package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.List;
import java.util.Map;

/**
 * Draws all transactions of a bank at the times given: normal behaviour with fraud mixed in. A transaction is a
 * function of the seed, its number, the time and the fraud rate, except for its 5-minute frequency, which counts the
 * account's earlier transactions. Thread-safe.
 */
public final class LiveSampler {

    private final BehaviourCatalog behaviours;
    private final Activity activity;

    /**
     * @param seed determines the accounts and all random numbers
     * @param accounts the number of accounts, 100 to 10,000,000
     * @param firstAccount the lowest account number
     * @param patterns the fraud patterns
     * @param weights weights by pattern name, for the patterns that do not use their default weight
     * @throws IllegalArgumentException if a weight has an unknown pattern name or is out of range, or if the number of
     *     accounts is out of range
     */
    public LiveSampler(
            long seed, int accounts, int firstAccount, List<FraudPattern> patterns, Map<String, Double> weights) {
        behaviours = new BehaviourCatalog(seed, accounts, firstAccount, patterns, weights);
        activity = new Activity(accounts);
    }

    /**
     * Draws one transaction.
     *
     * @param number the transaction's number, from 1
     * @param nowMicros the bank's current time, in microseconds since 1970-01-01T00:00Z
     * @param fraudRate the probability that the transaction is fraud, 0 to 1
     * @param sink receives the transaction
     * @return the index of its label in {@link #labels}
     */
    public int draw(long number, long nowMicros, double fraudRate, TransactionSink sink) {
        KeyedRandom random = behaviours.random(number);
        int behaviour = behaviours.drawBehaviour(random, fraudRate);
        DrawContext context = new DrawContext(number, nowMicros, true, random, account -> true, activity);
        sink.accept(behaviours.draw(behaviour, context), behaviours.labels().get(behaviour));
        return behaviour;
    }

    /** All labels, the normal one first. */
    public List<Label> labels() {
        return behaviours.labels();
    }

    /** The recent activity of all accounts. */
    public Activity activity() {
        return activity;
    }
}
