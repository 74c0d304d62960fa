package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;

/**
 * Builds one transaction. By default it has the current time, a usual location and device of the account, no biometric
 * failure, and fees of 0.1 % of the deposits. Not thread-safe.
 */
final class TransactionBuilder {

    private final DrawContext context;
    private final Account account;
    private long amountVnd;
    private long timestampMicros;
    private Location location;
    private boolean locationGiven;
    /** 0 for a usual device. */
    private int newDevice;

    private int biometricFailures;
    private int hidden;
    private long feesVnd;

    TransactionBuilder(DrawContext context, Account account) {
        this.context = context;
        this.account = account;
        timestampMicros = context.nowMicros();
        location = account.homeCity();
        feesVnd = account.usualFeesVnd();
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

    /** Sets a device that the account has never used before; its number has five digits. */
    TransactionBuilder onNewDevice(int number) {
        newDevice = number;
        return this;
    }

    TransactionBuilder biometricFailures(int count) {
        biometricFailures = count;
        return this;
    }

    /** Counts further transactions of the account at the same time, through channels that are not in the feed. */
    TransactionBuilder withHidden(int count) {
        hidden = count;
        return this;
    }

    TransactionBuilder feesVnd(long feesVnd) {
        this.feesVnd = feesVnd;
        return this;
    }

    /** Counts the transaction and returns it. */
    Transaction post() {
        KeyedRandom random = context.random();
        int frequency = context.frequencies().record(account.slot(), context.nowMicros(), 1 + hidden);
        return new Transaction(
                context.number(),
                account.number(),
                account.branch(random),
                amountVnd,
                timestampMicros,
                locationGiven ? location : account.city(random),
                newDevice == 0 ? account.usualDevice(random) : newDevice,
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
