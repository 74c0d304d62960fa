package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.bank.Population;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The behaviours at a bank: index 0 is normal behaviour, and the fraud patterns follow from index 1. Immutable and
 * thread-safe.
 */
final class BehaviourCatalog {

    private final long key;
    private final Population population;
    private final List<FraudPattern> patterns;
    private final AccountGroup[] accounts;
    private final List<Label> labels;
    private final Weights weights;
    private final NormalBehaviour normal = new NormalBehaviour();

    /** The parameters are those of {@link LiveSampler#LiveSampler}. */
    BehaviourCatalog(
            long seed, int accounts, int firstAccount, List<FraudPattern> patterns, Map<String, Double> weights) {
        this.patterns = List.copyOf(patterns);
        key = Hash64.of(seed, -2);
        List<AccountProfile> profiles = new ArrayList<>();
        patterns.forEach(pattern -> pattern.profile().ifPresent(profiles::add));
        population = new Population(seed, accounts, firstAccount, profiles);
        this.accounts = new AccountGroup[patterns.size()];
        int group = 0;
        for (int i = 0; i < this.accounts.length; i++) {
            boolean hasProfile = patterns.get(i).profile().isPresent();
            this.accounts[i] = hasProfile ? population.group(group++) : population.ordinary();
        }
        List<Label> labels = new ArrayList<>(List.of(Label.NORMAL));
        patterns.forEach(pattern -> labels.add(new Label(pattern.name())));
        this.labels = List.copyOf(labels);
        this.weights = weightsOf(patterns, weights);
    }

    int count() {
        return labels.size();
    }

    List<Label> labels() {
        return labels;
    }

    /** The random numbers for a transaction. */
    KeyedRandom random(long number) {
        return new KeyedRandom(key, number);
    }

    /** Draws a behaviour without regard to the hour. */
    int drawBehaviour(KeyedRandom random, double fraudRate) {
        return random.chance(fraudRate) ? weights.draw(random) + 1 : 0;
    }

    /** The probability of a behaviour. */
    double share(int behaviour, double fraudRate) {
        return behaviour == 0 ? 1 - fraudRate : fraudRate * weights.share(behaviour - 1);
    }

    /** The hours of the day in which a behaviour occurs. */
    Hours hours(int behaviour) {
        return behaviour == 0 ? Hours.ALL : patterns.get(behaviour - 1).hours();
    }

    /** Draws a transaction of a behaviour. */
    Transaction draw(int behaviour, DrawContext context) {
        return behaviour == 0
                ? normal.draw(context, population)
                : patterns.get(behaviour - 1).draw(context, accounts[behaviour - 1]);
    }

    private static Weights weightsOf(List<FraudPattern> patterns, Map<String, Double> byName) {
        List<String> names = patterns.stream().map(FraudPattern::name).toList();
        for (String name : byName.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no fraud pattern \"" + name + "\"; the patterns are " + names);
            }
        }
        return Weights.of(patterns.stream()
                .mapToDouble(pattern -> byName.getOrDefault(pattern.name(), pattern.defaultWeight()))
                .toArray());
    }
}
