package io.bankfeed.scoring;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;

/** The rule to compare detectors with: all signals of a fraud pattern at once, as the documentation lists them. */
final class DocumentedSignals {

    private static final long LAUNDERED_VND = 300_000_000;
    private static final long LARGE_LOANS_VND = 500_000_000;
    private static final long SMALL_VND = 100_000;
    private static final int FIRST_STOLEN_DEVICE = 90_000;

    private DocumentedSignals() {}

    /** Whether a transaction shows all signals of one pattern. */
    static boolean shown(Transaction transaction) {
        return launders(transaction) || takesOver(transaction) || borrows(transaction) || manipulatesFees(transaction);
    }

    private static boolean launders(Transaction transaction) {
        int hour = BankTime.hourOf(transaction.timestampMicros());
        return transaction.amountVnd() > LAUNDERED_VND && (hour == 23 || hour <= 3) && transaction.frequency5min() > 15;
    }

    private static boolean takesOver(Transaction transaction) {
        int hour = BankTime.hourOf(transaction.timestampMicros());
        return transaction.newDevice()
                && transaction.deviceNumber() >= FIRST_STOLEN_DEVICE
                && transaction.biometricFailureCount() >= 3
                && (hour >= 22 || (hour >= 2 && hour <= 4));
    }

    private static boolean borrows(Transaction transaction) {
        return transaction.newDevice()
                && transaction.deviceNumber() < FIRST_STOLEN_DEVICE
                && transaction.totalLoansVnd() > LARGE_LOANS_VND
                && transaction.numTransactions() < 50;
    }

    private static boolean manipulatesFees(Transaction transaction) {
        return transaction.amountVnd() <= SMALL_VND
                && transaction.frequency5min() > 12
                && Math.abs(transaction.feesVnd() - transaction.amountVnd() / 20.0) <= 1;
    }
}
