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
 * Everything that can happen at a bank: normal behaviour, which has the index 0, and the fraud patterns, which have those
 * from 1 on. Immutable and thread-safe.
 */
final class BehaviourCatalog {

    private final long key;
    private final Population population;
    private final List<FraudPattern> patterns;
    private final AccountGroup[] accounts;
    private final List<Label> labels;
    private final Weights weights;
    private final NormalBehaviour normal = new NormalBehaviour();

    /** As {@link LiveSampler#LiveSampler}. */
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
            boolean ofItsOwn = patterns.get(i).profile().isPresent();
            this.accounts[i] = ofItsOwn ? population.group(group++) : population.ordinary();
        }
        List<Label> all = new ArrayList<>(List.of(Label.NORMAL));
        patterns.forEach(pattern -> all.add(new Label(pattern.name())));
        labels = List.copyOf(all);
        this.weights = weightsOf(patterns, weights);
    }

    int count() {
        return labels.size();
    }

    List<Label> labels() {
        return labels;
    }

    int accounts() {
        return population.size();
    }

    /** The draws of the transaction of a number. */
    KeyedRandom draws(long number) {
        return new KeyedRandom(key, number);
    }

    /** Any behaviour, at any hour. */
    int draw(KeyedRandom draws, double fraudRate) {
        return draws.chance(fraudRate) ? weights.draw(draws) + 1 : 0;
    }

    /** The probability of a behaviour. */
    double share(int behaviour, double fraudRate) {
        return behaviour == 0 ? 1 - fraudRate : fraudRate * weights.share(behaviour - 1);
    }

    /** The hours of the day of a behaviour. */
    Hours hours(int behaviour) {
        return behaviour == 0 ? Hours.ALL : patterns.get(behaviour - 1).hours();
    }

    /** Makes a transaction. */
    Transaction make(int behaviour, DrawContext occasion) {
        return behaviour == 0
                ? normal.draw(occasion, population)
                : patterns.get(behaviour - 1).draw(occasion, accounts[behaviour - 1]);
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
