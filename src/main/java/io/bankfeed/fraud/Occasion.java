package io.bankfeed.fraud;

import io.bankfeed.bank.Account;
import io.bankfeed.bank.Activity;
import io.bankfeed.random.Draws;
import io.bankfeed.transaction.BankTime;

/**
 * When a transaction is made, and with whose luck.
 *
 * @param number the transaction's number
 * @param nowMicros the bank's now
 * @param draws the transaction's own
 * @param activity of all accounts
 */
public record Occasion(long number, long nowMicros, Draws draws, Activity activity) {

    /** Begins the transaction of an account. */
    Posting by(Account account) {
        return new Posting(this, account);
    }

    /** Now, if one of these hours is drawn and it is that hour; else any moment of the latest such hour. */
    long latest(int... hours) {
        long start = BankTime.latestStartOf(hours[(int) draws.below(hours.length)], nowMicros);
        return nowMicros - start < BankTime.MICROS_PER_HOUR ? nowMicros : start + draws.below(BankTime.MICROS_PER_HOUR);
    }
}
