package io.bankfeed.scoring;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a detector by the labels of their transactions, and what it is compared with. Not thread-safe. Takes at
 * most {@value #HISTOGRAMS} histograms.
 */
final class Tally {

    /** One for honest transactions, 4 for patterns of fraud, 10 for types of scenarios, and 2 for amounts. */
    static final int HISTOGRAMS = 17;

    private Histogram honest = new Histogram();
    private final Map<String, Histogram> byFraudType = new TreeMap<>();
    private final Map<String, Histogram> byScenarioType = new TreeMap<>();
    private Histogram honestAmounts = new Histogram();
    private Histogram fraudAmounts = new Histogram();
    private long honestWithSignals;
    private long fraudWithSignals;

    /**
     * Adds a transaction.
     *
     * @param bin the bin of its score
     * @param step its place in a scenario, or null
     * @param signals whether it shows the documented signals
     */
    void add(int bin, Label label, @Nullable ScenarioStep step, long amountVnd, boolean signals) {
        int amount = ScoreScale.binOfAmount(amountVnd);
        if (!label.isFraud()) {
            honest.add(bin);
            honestAmounts.add(amount);
            honestWithSignals += signals ? 1 : 0;
            return;
        }
        byFraudType.computeIfAbsent(label.fraudType(), type -> new Histogram()).add(bin);
        if (step != null) {
            byScenarioType.computeIfAbsent(step.type(), type -> new Histogram()).add(bin);
        }
        fraudAmounts.add(amount);
        fraudWithSignals += signals ? 1 : 0;
    }

    Tally copy() {
        Tally copy = new Tally();
        copy.honest = honest.copy();
        byFraudType.forEach((type, scores) -> copy.byFraudType.put(type, scores.copy()));
        byScenarioType.forEach((type, scores) -> copy.byScenarioType.put(type, scores.copy()));
        copy.honestAmounts = honestAmounts.copy();
        copy.fraudAmounts = fraudAmounts.copy();
        copy.honestWithSignals = honestWithSignals;
        copy.fraudWithSignals = fraudWithSignals;
        return copy;
    }

    /** All fraud against all honest transactions. */
    Ranking ranking() {
        Histogram fraud = new Histogram(honest.shift());
        byFraudType.values().forEach(fraud::addAll);
        return Ranking.of(fraud, honest);
    }

    /** Each pattern of fraud against all honest transactions, in alphabetical order. */
    Map<String, Ranking> byFraudType() {
        return rankings(byFraudType);
    }

    /** The fraud in each type of scenario against all honest transactions, in alphabetical order. */
    Map<String, Ranking> byScenarioType() {
        return rankings(byScenarioType);
    }

    private Map<String, Ranking> rankings(Map<String, Histogram> scores) {
        Map<String, Ranking> rankings = new TreeMap<>();
        scores.forEach((type, fraud) -> rankings.put(type, Ranking.of(fraud, honest)));
        return rankings;
    }

    /** By amount alone. */
    Ranking byAmount() {
        return Ranking.of(fraudAmounts, honestAmounts);
    }

    /** By the documented signals: 1 for a transaction that shows them, else 0. */
    Ranking bySignals() {
        return Ranking.of(
                split(fraudWithSignals, fraudAmounts.total()), split(honestWithSignals, honestAmounts.total()));
    }

    /** The same score for all transactions. */
    Ranking constant(int bin) {
        Histogram fraud = new Histogram();
        fraud.add(bin, fraudAmounts.total());
        Histogram others = new Histogram();
        others.add(bin, honestAmounts.total());
        return Ranking.of(fraud, others);
    }

    private static Histogram split(long high, long all) {
        Histogram scores = new Histogram();
        scores.add(ScoreScale.HIGHEST, high);
        scores.add(ScoreScale.LOWEST, all - high);
        return scores;
    }
}
