package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;

/**
 * One customer of the bank. What stands here is the same in each of the account's transactions.
 *
 * @param slot the account's place in the population, 0 to its size - 1
 * @param number the account's number on the wire
 * @param key what the account's devices are derived from
 * @param homeBranch the branch that it mostly uses, 1 to 10
 * @param homeCity the city that it lives in
 * @param totalLoansVnd whole dong
 * @param totalDepositsVnd whole dong
 * @param numTransactions transactions of the trailing twelve months
 * @param nonPerformingLoan whether it has a non-performing loan
 */
public record Account(
        int slot,
        int number,
        long key,
        int homeBranch,
        Location homeCity,
        long totalLoansVnd,
        long totalDepositsVnd,
        int numTransactions,
        boolean nonPerformingLoan) {

    public static final int BRANCHES = 10;

    private static final int FIRST_DEVICE = 10_000;
    private static final int DEVICES = 40_000;
    private static final int MAX_USUAL_DEVICES = 3;
    private static final double AT_HOME_BRANCH = 0.9;
    private static final double IN_HOME_CITY = 0.95;
    private static final double ON_MAIN_DEVICE = 0.8;

    /** One of the one to three devices that the account is known by, mostly the first; 10000 to 49999. */
    public int usualDevice(KeyedRandom draws) {
        int others = (int) Math.floorMod(key, (long) MAX_USUAL_DEVICES);
        int device = others == 0 || draws.chance(ON_MAIN_DEVICE) ? 0 : draws.between(1, others);
        return FIRST_DEVICE + (int) Math.floorMod(Hash64.of(key, device), (long) DEVICES);
    }

    /** The home branch mostly, else any. */
    public int branch(KeyedRandom draws) {
        return draws.chance(AT_HOME_BRANCH) ? homeBranch : draws.between(1, BRANCHES);
    }

    /** The home city mostly, else any of the eight. */
    public Location city(KeyedRandom draws) {
        return draws.chance(IN_HOME_CITY) ? homeCity : Location.CITIES.get((int) draws.below(Location.CITIES.size()));
    }
}
