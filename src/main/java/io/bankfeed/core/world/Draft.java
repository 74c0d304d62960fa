package io.bankfeed.core.world;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Device;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;

/** A transaction that is being drawn. Not thread-safe; reused. */
// Habits fill the fields before a transaction is made of them. The core has no annotations for null.
@SuppressWarnings("NullAway")
final class Draft {

    Customer customer;
    long epochMicros;
    double amountVnd;

    /** Whether it is a rent, a tuition or the like. */
    boolean large;

    TransactionType type;

    /** Like the payee, drawn only if payments are wanted. */
    Channel channel;

    Payee payee;
    int branch;
    Location location;
    Device device;
    int biometricFailures;
    int hidden;

    /** The fee as a share of the amount, or NaN for the usual one. */
    double feeShare;

    /** Decides how the amount is rounded, from 0 to 1. */
    double rounding;

    /** How many transactions of the account this one counts as in its activity. */
    int activity() {
        return 1 + hidden;
    }

    /**
     * The transaction. Rounding comes last, so that no amount of a fraud can be told by its digits.
     *
     * @param number its number, from 1
     * @param stampMicros its time on the wire, in microseconds since 1970-01-01T00:00Z
     * @param frequency its 5-minute frequency
     * @param paid whether it gets its payment
     */
    Transaction transaction(long number, long stampMicros, int frequency, boolean paid) {
        Account account = customer.account();
        long amount = Amounts.rounded(amountVnd, type, rounding);
        long fees = Double.isNaN(feeShare) ? account.usualFeesVnd() : Math.round(amount * feeShare);
        return new Transaction(
                number,
                account.number(),
                branch,
                amount,
                stampMicros,
                location,
                device.number(),
                device.fresh(),
                biometricFailures,
                frequency,
                account.totalLoansVnd(),
                account.numTransactions(),
                account.nonPerformingLoan(),
                account.totalDepositsVnd(),
                fees,
                paid ? new Payment(type, channel, payee.number(), payee.bank(), payee.merchantCategory()) : null);
    }
}
