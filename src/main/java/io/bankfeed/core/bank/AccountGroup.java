package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Permutation;
import io.bankfeed.core.transaction.Location;
import java.util.Arrays;

/**
 * The accounts of one profile. An account is derived from its place in the group when it is asked for, so a group of any
 * size takes no time to set up, and no memory but for the latest {@value #MAX_KEPT} that were asked for. Each attribute is stratified: account i takes the quantile of its own
 * stratum out of as many as there are accounts, in an order of its own for each attribute, so that a group of a hundred
 * has the profile's marginals as well as one of a million. Immutable to whoever asks, and thread-safe.
 */
public final class AccountGroup {

    private static final int MAX_KEPT = 4096;
    private static final int CITIES = Location.CITIES.size();

    private final AccountProfile profile;
    private final int firstSlot;
    private final int size;
    private final int firstNumber;
    private final long key;
    private final Permutation numbers;
    private final Permutation loans;
    private final Permutation deposits;
    private final Permutation nonPerforming;
    private final Permutation homes;

    /**
     * Accounts as they were derived lately, each at its place modulo the length, which is a power of two. Threads may race
     * to put one here: whichever they find is complete, since all its fields are final, and its slot identifies it. At first every element is account 0.
     */
    private final Account[] latest;

    /**
     * @param firstSlot the place in the population of the group's first account
     * @param numbers which account number each place in the population has, less the first number
     */
    AccountGroup(long key, AccountProfile profile, int firstSlot, int size, int firstNumber, Permutation numbers) {
        this.profile = profile;
        this.firstSlot = firstSlot;
        this.size = size;
        this.firstNumber = firstNumber;
        this.key = Hash64.of(key, firstSlot);
        this.numbers = numbers;
        loans = new Permutation(Hash64.of(this.key, -1), size);
        deposits = new Permutation(Hash64.of(this.key, -2), size);
        nonPerforming = new Permutation(Hash64.of(this.key, -3), size);
        homes = new Permutation(Hash64.of(this.key, -4), size);
        latest = new Account[Math.min(MAX_KEPT, Integer.highestOneBit(Math.max(1, size - 1)) * 2)];
        Arrays.fill(latest, derived(0));
    }

    public int size() {
        return size;
    }

    /** The account at a place in the group, 0 to size - 1; they stand in the order of their twelve-month counts. */
    public Account account(int place) {
        int kept = place & (latest.length - 1);
        Account account = latest[kept];
        if (account.slot() != firstSlot + place) {
            account = derived(place);
            latest[kept] = account;
        }
        return account;
    }

    private Account derived(int place) {
        int slot = firstSlot + place;
        long accountKey = Hash64.of(key, place);
        long home = homes.at(place);
        return new Account(
                slot,
                firstNumber + (int) numbers.at(slot),
                accountKey,
                (int) (home % Account.BRANCHES) + 1,
                Location.CITIES.get((int) (stratum(home) * CITIES)),
                profile.totalLoansVnd().quantile(stratum(loans.at(place))),
                profile.totalDepositsVnd().quantile(stratum(deposits.at(place))),
                (int) profile.numTransactions().quantile(stratum(place)),
                stratum(nonPerforming.at(place)) < profile.nonPerformingLoanRate());
    }

    /** Any account of the group. */
    public Account draw(KeyedRandom draws) {
        return account((int) draws.below(size));
    }

    /** Any account whose twelve-month count lies in a range; any at all where the group is too small to have one. */
    public Account drawByNumTransactions(KeyedRandom draws, int min, int max) {
        double values =
                profile.numTransactions().max() - profile.numTransactions().min() + 1;
        int from = placeOf((min - profile.numTransactions().min()) / values);
        int to = placeOf((max + 1 - profile.numTransactions().min()) / values) - 1;
        return from > to ? draw(draws) : account(draws.between(from, to));
    }

    /** The first place whose stratum is not below a probability. */
    private int placeOf(double probability) {
        return (int) Math.min(size, Math.max(0, Math.ceil(probability * size - 0.5)));
    }

    private double stratum(long rank) {
        return (rank + 0.5) / size;
    }
}
