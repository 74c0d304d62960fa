package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.BankTime;
import java.util.function.IntPredicate;

/**
 * The inputs to drawing one transaction.
 *
 * @param number the transaction's number, from 1
 * @param nowMicros the bank's current time, in microseconds since 1970-01-01T00:00Z
 * @param live true if transactions of every behaviour are drawn at any hour, so that one that belongs to other hours is
 *     posted late; false if the behaviour was chosen for the current hour, so that nothing is late
 * @param random the random numbers of this transaction
 * @param wanted the accounts whose transactions are drawn
 * @param frequencies counts the transaction
 */
public record DrawContext(
        long number,
        long nowMicros,
        boolean live,
        KeyedRandom random,
        IntPredicate wanted,
        FrequencyCounter frequencies) {

    /** Whether the transactions of an account are drawn. */
    boolean wants(Account account) {
        return wanted.test(account.number());
    }

    /** Starts building a transaction of an account. */
    TransactionBuilder transactionOf(Account account) {
        return new TransactionBuilder(this, account);
    }

    /**
     * Draws one of the hours, and returns the current time if it is within that hour, or else a random time in its last
     * occurrence.
     */
    long during(Hours hours) {
        if (!live) {
            return nowMicros;
        }
        long start = BankTime.latestStartOf(hours.draw(random), nowMicros);
        return nowMicros - start < BankTime.MICROS_PER_HOUR
                ? nowMicros
                : start + random.below(BankTime.MICROS_PER_HOUR);
    }

    /** Returns the current time, or with the given probability a time up to a day earlier. */
    long nowOrLate(double probability) {
        return live && random.chance(probability) ? nowMicros - random.below(BankTime.MICROS_PER_DAY) : nowMicros;
    }
}
