package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;

/**
 * A transaction in the making. What a behaviour does not say is as usual for the account: now, at home mostly, on a
 * usual device, without a biometric failure, for fees of 0.1 % of the deposits. Not thread-safe.
 */
final class TransactionBuilder {

    private final DrawContext occasion;
    private final Account account;
    private long amountVnd;
    private long timestampMicros;
    private Location location;
    private boolean locationGiven;
    private int newDevice;
    private int biometricFailures;
    private int unseen;
    private long feesVnd;

    TransactionBuilder(DrawContext occasion, Account account) {
        this.occasion = occasion;
        this.account = account;
        timestampMicros = occasion.nowMicros();
        location = account.homeCity();
        feesVnd = (account.totalDepositsVnd() + 500) / 1000;
    }

    TransactionBuilder amountVnd(long amountVnd) {
        this.amountVnd = amountVnd;
        return this;
    }

    TransactionBuilder at(long timestampMicros) {
        this.timestampMicros = timestampMicros;
        return this;
    }

    TransactionBuilder in(Location location) {
        this.location = location;
        locationGiven = true;
        return this;
    }

    /** On a device on which the account was never seen, of five digits. */
    TransactionBuilder onNewDevice(int number) {
        newDevice = number;
        return this;
    }

    TransactionBuilder biometricFailures(int count) {
        biometricFailures = count;
        return this;
    }

    /** With further transactions of the account at the same time, over channels that the feed does not show. */
    TransactionBuilder amongOthers(int count) {
        unseen = count;
        return this;
    }

    TransactionBuilder feesVnd(long feesVnd) {
        this.feesVnd = feesVnd;
        return this;
    }

    /** Books the transaction with the account's activity. */
    Transaction post() {
        KeyedRandom draws = occasion.draws();
        int frequency = occasion.activity().record(account.slot(), occasion.nowMicros(), 1 + unseen);
        return new Transaction(
                occasion.number(),
                account.number(),
                account.branch(draws),
                amountVnd,
                timestampMicros,
                locationGiven ? location : account.city(draws),
                newDevice == 0 ? account.usualDevice(draws) : newDevice,
                newDevice != 0,
                biometricFailures,
                frequency,
                account.totalLoansVnd(),
                account.numTransactions(),
                account.nonPerformingLoan(),
                account.totalDepositsVnd(),
                feesVnd);
    }
}
