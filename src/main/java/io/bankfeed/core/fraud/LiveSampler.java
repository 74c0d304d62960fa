package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.List;
import java.util.Map;

/**
 * All that happens at the bank: normal behaviour, with fraud among it. The transaction of a number is a function of the
 * seed, the number, the time and the rate, but for its 5-minute frequency, which counts what the account did before.
 * Thread-safe.
 */
public final class LiveSampler {

    private final BehaviourCatalog behaviours;
    private final Activity activity;

    /**
     * @param seed of the accounts and of every draw
     * @param accounts how many there are
     * @param firstAccount the lowest account number
     * @param patterns the kinds of fraud
     * @param weights by the patterns' names, for those whose default weight is not wanted
     * @throws IllegalArgumentException if a weight names no pattern or is out of range, or the accounts are
     */
    public LiveSampler(
            long seed, int accounts, int firstAccount, List<FraudPattern> patterns, Map<String, Double> weights) {
        behaviours = new BehaviourCatalog(seed, accounts, firstAccount, patterns, weights);
        activity = new Activity(accounts);
    }

    /**
     * Makes the transaction of a number.
     *
     * @param nowMicros the bank's now
     * @param fraudRate the probability that it is fraud, 0 to 1
     * @return the index in {@link #labels} of the label that the sink was given
     */
    public int draw(long number, long nowMicros, double fraudRate, TransactionSink sink) {
        KeyedRandom draws = behaviours.draws(number);
        int behaviour = behaviours.draw(draws, fraudRate);
        DrawContext occasion = new DrawContext(number, nowMicros, true, draws, activity);
        sink.accept(behaviours.make(behaviour, occasion), behaviours.labels().get(behaviour));
        return behaviour;
    }

    /** Every label there can be, the normal one first. */
    public List<Label> labels() {
        return behaviours.labels();
    }

    public Activity activity() {
        return activity;
    }
}
