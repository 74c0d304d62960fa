package io.bankfeed.core.bank;

/** Counts the transactions of accounts, from which their 5-minute frequencies come. */
@FunctionalInterface
public interface FrequencyCounter {

    /**
     * Adds transactions of an account at the current time.
     *
     * @param slot the account's slot in the population
     * @param nowMicros the current time, in microseconds since 1970-01-01T00:00Z
     * @param count the number of transactions, at least 1
     * @return the account's transactions in the last 5 minutes, including these
     */
    int record(int slot, long nowMicros, int count);
}
