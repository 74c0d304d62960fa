package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;

/**
 * An account, whose values are the same in all its transactions. Immutable and thread-safe.
 *
 * @param slot the account's index in the population, 0 to its size - 1
 * @param number the account number on the wire
 * @param key the key from which the account's devices are derived
 * @param homeBranch the branch that it usually uses, 1 to 10
 * @param homeCity the customer's home city
 * @param totalLoansVnd loans in whole dong
 * @param totalDepositsVnd deposits in whole dong
 * @param numTransactions the number of transactions in the trailing twelve months
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

    /** The usual fees of a transaction in whole dong: 0.1 % of the deposits. */
    public long usualFeesVnd() {
        return (totalDepositsVnd + 500) / 1000;
    }

    /** Draws one of the account's one to three devices, usually the first; 10000 to 49999. */
    public int usualDevice(KeyedRandom random) {
        int others = (int) Math.floorMod(key, (long) MAX_USUAL_DEVICES);
        int device = others == 0 || random.chance(ON_MAIN_DEVICE) ? 0 : random.between(1, others);
        return FIRST_DEVICE + (int) Math.floorMod(Hash64.of(key, device), (long) DEVICES);
    }

    /** Draws a branch, 1 to 10: usually the home branch. */
    public int branch(KeyedRandom random) {
        return random.chance(AT_HOME_BRANCH) ? homeBranch : random.between(1, BRANCHES);
    }

    /** Draws a city: usually the home city. */
    public Location city(KeyedRandom random) {
        return random.chance(IN_HOME_CITY) ? homeCity : random.pick(Location.CITIES);
    }
}
