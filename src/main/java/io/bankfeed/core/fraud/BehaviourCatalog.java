package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Population;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
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
    private final BehaviourShares shares;
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
        shares = new BehaviourShares(patterns, weights);
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
        return shares.draw(random, fraudRate);
    }

    BehaviourShares shares() {
        return shares;
    }

    /** Draws a transaction of a behaviour. Returns null if it is normal and its account is not wanted. */
    Transaction draw(int behaviour, DrawContext context) {
        return behaviour == 0
                ? normal.draw(context, population)
                : patterns.get(behaviour - 1).draw(context, accounts[behaviour - 1]);
    }
}
