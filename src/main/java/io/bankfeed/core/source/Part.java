package io.bankfeed.core.source;

import io.bankfeed.core.random.Hash64;

/**
 * One of several parts of a bank's transactions. The parts are disjoint, and all of them, merged by number, are the whole.
 *
 * @param number from 1 to {@code parts}
 * @param parts from 1 to {@value #MAX_PARTS}
 * @param by how transactions are assigned to parts
 */
public record Part(int number, int parts, By by) {

    public static final int MAX_PARTS = 10_000;

    /** All transactions. */
    public static final Part WHOLE = new Part(1, 1, By.ROWS);

    /** How transactions are assigned to parts. */
    public enum By {
        /** Consecutive transactions. */
        ROWS,
        /** All transactions of the same accounts. */
        ACCOUNTS
    }

    /** @throws IllegalArgumentException if a number is out of range */
    public Part {
        if (parts < 1 || parts > MAX_PARTS || number < 1 || number > parts) {
            throw new IllegalArgumentException("There is no part " + number + "/" + parts);
        }
    }

    public boolean isWhole() {
        return parts == 1;
    }

    /** Whether a part by accounts has the transactions of an account. */
    public boolean hasAccount(int accountNumber) {
        return by == By.ROWS || Math.floorMod(Hash64.of(accountNumber), parts) == number - 1;
    }

    /** The number of transactions before a part by rows, out of a number of all. */
    public long rowsBefore(long count) {
        return by == By.ROWS ? before(count, number - 1) : 0;
    }

    /** The number of transactions of a part by rows; for a part by accounts, that of all, which it goes through. */
    public long rows(long count) {
        return by == By.ROWS ? before(count, number) - before(count, number - 1) : count;
    }

    private long before(long count, int part) {
        return count / parts * part + count % parts * part / parts;
    }
}
