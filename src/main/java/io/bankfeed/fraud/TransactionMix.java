package io.bankfeed.fraud;

import io.bankfeed.bank.AccountGroup;
import io.bankfeed.bank.AccountProfile;
import io.bankfeed.bank.Activity;
import io.bankfeed.bank.Population;
import io.bankfeed.random.Draws;
import io.bankfeed.random.Mix;
import io.bankfeed.random.Weights;
import io.bankfeed.transaction.Label;
import io.bankfeed.transaction.TransactionSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that happens at the bank: normal behaviour, with fraud among it. The transaction of a number is a function of the
 * seed, the number, the time and the rate, but for its 5-minute frequency, which counts what the account did before.
 * Thread-safe.
 */
public final class TransactionMix {

    private final long key;
    private final Population population;
    private final Activity activity;
    private final List<FraudPattern> patterns;
    private final AccountGroup[] accounts;
    private final Label[] fraudLabels;
    private final Weights weights;
    private final NormalBehaviour normal = new NormalBehaviour();

    /**
     * @param seed of the accounts and of every draw
     * @param accounts how many there are
     * @param firstAccount the lowest account number
     * @param patterns the kinds of fraud
     * @param weights by the patterns' names, for those whose default weight is not wanted
     * @throws IllegalArgumentException if a weight names no pattern or is out of range, or the accounts are
     */
    public TransactionMix(
            long seed, int accounts, int firstAccount, List<FraudPattern> patterns, Map<String, Double> weights) {
        this.patterns = List.copyOf(patterns);
        key = Mix.of(seed, -2);
        List<AccountProfile> profiles = new ArrayList<>();
        patterns.forEach(pattern -> pattern.profile().ifPresent(profiles::add));
        population = new Population(seed, accounts, firstAccount, profiles);
        activity = new Activity(accounts);
        this.accounts = new AccountGroup[patterns.size()];
        int group = 0;
        for (int i = 0; i < this.accounts.length; i++) {
            boolean ofItsOwn = patterns.get(i).profile().isPresent();
            this.accounts[i] = ofItsOwn ? population.group(group++) : population.ordinary();
        }
        fraudLabels =
                patterns.stream().map(pattern -> new Label(pattern.name())).toArray(Label[]::new);
        this.weights = weightsOf(patterns, weights);
    }

    /**
     * Makes the transaction of a number.
     *
     * @param nowMicros the bank's now
     * @param fraudRate the probability that it is fraud, 0 to 1
     * @return the index in {@link #labels} of the label that the sink was given
     */
    public int draw(long number, long nowMicros, double fraudRate, TransactionSink sink) {
        Draws draws = new Draws(key, number);
        Occasion occasion = new Occasion(number, nowMicros, draws, activity);
        if (!draws.chance(fraudRate)) {
            sink.accept(normal.draw(occasion, population), Label.NORMAL);
            return 0;
        }
        int pattern = weights.draw(draws);
        sink.accept(patterns.get(pattern).draw(occasion, accounts[pattern]), fraudLabels[pattern]);
        return pattern + 1;
    }

    /** Every label there can be, the normal one first. */
    public List<Label> labels() {
        List<Label> labels = new ArrayList<>(List.of(fraudLabels));
        labels.add(0, Label.NORMAL);
        return labels;
    }

    public Activity activity() {
        return activity;
    }

    private static Weights weightsOf(List<FraudPattern> patterns, Map<String, Double> byName) {
        List<String> names = patterns.stream().map(FraudPattern::name).toList();
        for (String name : byName.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no fraud pattern \"" + name + "\" to give a weight: the patterns are " + names);
            }
        }
        return Weights.of(patterns.stream()
                .mapToDouble(pattern -> byName.getOrDefault(pattern.name(), pattern.defaultWeight()))
                .toArray());
    }
}
