package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.BankTime;

/**
 * When a transaction is made, and with whose luck.
 *
 * @param number the transaction's number
 * @param nowMicros the bank's now
 * @param live whether it is made now whatever is made: what belongs to another hour of the day is then posted late. Else
 *     now is an hour of whatever is made, and nothing is late.
 * @param draws the transaction's own
 * @param activity of all accounts
 */
public record DrawContext(long number, long nowMicros, boolean live, KeyedRandom draws, Activity activity) {

    /** Begins the transaction of an account. */
    TransactionBuilder by(Account account) {
        return new TransactionBuilder(this, account);
    }

    /** Now, if one of these hours is drawn and it is that hour; else any moment of the latest such hour. */
    long during(Hours hours) {
        if (!live) {
            return nowMicros;
        }
        long start = BankTime.latestStartOf(hours.draw(draws), nowMicros);
        return nowMicros - start < BankTime.MICROS_PER_HOUR ? nowMicros : start + draws.below(BankTime.MICROS_PER_HOUR);
    }

    /** Now, or with a probability up to a day earlier. */
    long orLate(double probability) {
        return live && draws.chance(probability) ? nowMicros - draws.below(BankTime.MICROS_PER_DAY) : nowMicros;
    }
}
