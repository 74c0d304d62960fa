package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Permutation;
import java.util.ArrayList;
import java.util.List;

/** All accounts of the bank: the ordinary accounts and a group for each other profile. Thread-safe. */
public final class Population {

    public static final int MIN_SIZE = 100;
    public static final int MAX_SIZE = 10_000_000;

    private final int size;
    private final AccountGroup ordinary;
    private final List<AccountGroup> groups;

    /**
     * @param seed the seed from which all accounts are derived
     * @param size the number of accounts, {@value #MIN_SIZE} to {@value #MAX_SIZE}
     * @param firstNumber the lowest account number; the numbers have no gaps
     * @param profiles the profiles of the other groups; the remaining accounts are ordinary
     * @throws IllegalArgumentException if the size is out of range, or the profiles leave no ordinary account
     */
    public Population(long seed, int size, int firstNumber, List<AccountProfile> profiles) {
        if (size < MIN_SIZE || size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "A population must have " + MIN_SIZE + " to " + MAX_SIZE + " accounts, but has " + size);
        }
        this.size = size;
        long key = Hash64.of(seed, -1);
        Permutation numbers = new Permutation(key, size);
        List<AccountGroup> groups = new ArrayList<>();
        int slot = 0;
        for (AccountProfile profile : profiles) {
            int groupSize = Math.max(1, (int) Math.round(profile.share() * size));
            groups.add(new AccountGroup(key, profile, slot, groupSize, firstNumber, numbers));
            slot += groupSize;
        }
        if (slot >= size) {
            throw new IllegalArgumentException("The profiles' shares leave no ordinary account");
        }
        ordinary = new AccountGroup(key, AccountProfile.ORDINARY, slot, size - slot, firstNumber, numbers);
        this.groups = List.copyOf(groups);
    }

    public int size() {
        return size;
    }

    public AccountGroup ordinary() {
        return ordinary;
    }

    /** The group of the profile at an index. */
    public AccountGroup group(int profile) {
        return groups.get(profile);
    }

    /**
     * Draws an account that is not ordinary, each with the same probability, or an ordinary one if there are no others.
     */
    public Account drawNonOrdinary(KeyedRandom random) {
        long index = random.below(Math.max(1, size - ordinary.size()));
        for (AccountGroup group : groups) {
            if (index < group.size()) {
                return group.account((int) index);
            }
            index -= group.size();
        }
        return ordinary.draw(random);
    }
}
