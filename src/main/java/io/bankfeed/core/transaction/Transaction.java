package io.bankfeed.core.transaction;

/**
 * A transaction, in the compact form from which the encoders write the 15 fields of the feed and, on
 * request, the five of its {@link Payment}. The hour of the day is
 * not stored, since it is always that of the timestamp. Immutable and thread-safe.
 *
 * @param number the transaction number, from 1; on the wire {@code TXN_} and at least 8 digits
 * @param accountNumber on the wire {@code ACC_} and at least 6 digits
 * @param branchId the branch, 1 to 10
 * @param amountVnd the amount in whole dong
 * @param timestampMicros microseconds since 1970-01-01T00:00Z; on the wire ISO 8601 at the bank's offset
 * @param location the location
 * @param deviceNumber 5 digits; on the wire {@code DEV_} and the number, or {@code DEV_NEW_} and the number
 * @param newDevice whether the account has never used the device before
 * @param biometricFailureCount failed biometric checks before the transaction
 * @param frequency5min the account's transactions in the last 5 minutes, including this one
 * @param totalLoansVnd the account's loans in whole dong
 * @param numTransactions the account's transactions in the trailing twelve months
 * @param nonPerformingLoan whether the account has a non-performing loan
 * @param totalDepositsVnd the account's deposits in whole dong
 * @param feesVnd the transaction's fees in whole dong
 * @param payment how and to whom it was paid, or null if that was not drawn
 */
public record Transaction(
        long number,
        int accountNumber,
        int branchId,
        long amountVnd,
        long timestampMicros,
        Location location,
        int deviceNumber,
        boolean newDevice,
        int biometricFailureCount,
        int frequency5min,
        long totalLoansVnd,
        int numTransactions,
        boolean nonPerformingLoan,
        long totalDepositsVnd,
        long feesVnd,
        Payment payment) {

    /** Creates a transaction without its payment. */
    // The core has no annotations for null, since it uses the JDK alone.
    @SuppressWarnings("NullAway")
    public Transaction(
            long number,
            int accountNumber,
            int branchId,
            long amountVnd,
            long timestampMicros,
            Location location,
            int deviceNumber,
            boolean newDevice,
            int biometricFailureCount,
            int frequency5min,
            long totalLoansVnd,
            int numTransactions,
            boolean nonPerformingLoan,
            long totalDepositsVnd,
            long feesVnd) {
        this(
                number,
                accountNumber,
                branchId,
                amountVnd,
                timestampMicros,
                location,
                deviceNumber,
                newDevice,
                biometricFailureCount,
                frequency5min,
                totalLoansVnd,
                numTransactions,
                nonPerformingLoan,
                totalDepositsVnd,
                feesVnd,
                null);
    }

    /** The same transaction with a 5-minute frequency. */
    public Transaction withFrequency(int newFrequency5min) {
        return newFrequency5min == frequency5min ? this : with(newFrequency5min, payment);
    }

    /** The same transaction with a payment. */
    public Transaction withPayment(Payment newPayment) {
        return with(frequency5min, newPayment);
    }

    private Transaction with(int newFrequency5min, Payment newPayment) {
        return new Transaction(
                number,
                accountNumber,
                branchId,
                amountVnd,
                timestampMicros,
                location,
                deviceNumber,
                newDevice,
                biometricFailureCount,
                newFrequency5min,
                totalLoansVnd,
                numTransactions,
                nonPerformingLoan,
                totalDepositsVnd,
                feesVnd,
                newPayment);
    }
}
