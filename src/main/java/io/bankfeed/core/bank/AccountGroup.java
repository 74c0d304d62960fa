package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Permutation;
import io.bankfeed.core.transaction.Location;
import java.util.Arrays;

/**
 * The accounts of one profile. An account is derived from its index when it is requested, so creating a group of any
 * size takes constant time, and only the last {@value #CACHE_SIZE} accounts or so are kept in memory. The attributes
 * are stratified: of n accounts, each takes the quantile of one of n strata, in a different order for each attribute,
 * so that a group of a hundred accounts follows the profile's distributions as closely as one of a million.
 * Thread-safe.
 */
public final class AccountGroup {

    private static final int CACHE_SIZE = 4096;
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
     * The accounts derived most recently, each at its index modulo the length, a power of two. Initially every element
     * is account 0. Threads may race to store an account: all its fields are final, so any account read is complete,
     * and its slot identifies it.
     */
    private final Account[] cache;

    /**
     * @param firstSlot the slot of the group's first account
     * @param size the number of accounts, at least 1
     * @param firstNumber the lowest account number of the population
     * @param numbers maps each slot of the population to its account number, less the lowest
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
        cache = new Account[Math.min(CACHE_SIZE, Integer.highestOneBit(Math.max(1, size - 1)) * 2)];
        Arrays.fill(cache, derive(0));
    }

    public int size() {
        return size;
    }

    /** The account at an index, 0 to size - 1, in ascending order of the twelve-month counts. */
    public Account account(int index) {
        int at = index & (cache.length - 1);
        Account account = cache[at];
        if (account.slot() != firstSlot + index) {
            account = derive(index);
            cache[at] = account;
        }
        return account;
    }

    private Account derive(int index) {
        int slot = firstSlot + index;
        long accountKey = Hash64.of(key, index);
        long home = homes.at(index);
        return new Account(
                slot,
                firstNumber + (int) numbers.at(slot),
                accountKey,
                (int) (home % Account.BRANCHES) + 1,
                Location.CITIES.get((int) (stratum(home) * CITIES)),
                profile.totalLoansVnd().quantile(stratum(loans.at(index))),
                profile.totalDepositsVnd().quantile(stratum(deposits.at(index))),
                (int) profile.numTransactions().quantile(stratum(index)),
                stratum(nonPerforming.at(index)) < profile.nonPerformingLoanRate());
    }

    /** Draws an account, each with the same probability. */
    public Account draw(KeyedRandom random) {
        return account((int) random.below(size));
    }

    /**
     * Draws an account whose twelve-month count is from {@code min} to {@code max}, each with the same probability, or
     * any account if the group is too small to have one.
     */
    public Account drawByNumTransactions(KeyedRandom random, int min, int max) {
        double values =
                profile.numTransactions().max() - profile.numTransactions().min() + 1;
        int from = indexOf((min - profile.numTransactions().min()) / values);
        int to = indexOf((max + 1 - profile.numTransactions().min()) / values) - 1;
        return from > to ? draw(random) : account(random.between(from, to));
    }

    /** The first index whose stratum is not below a probability. */
    private int indexOf(double probability) {
        return (int) Math.min(size, Math.max(0, Math.ceil(probability * size - 0.5)));
    }

    private double stratum(long rank) {
        return (rank + 0.5) / size;
    }
}
