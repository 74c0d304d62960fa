package io.bankfeed.transaction;

import java.util.Arrays;

/**
 * Writes transactions as JSON: the 15 fields of the feed, in their order. This is what the service spends its time on,
 * so it writes bytes by hand: every value is ASCII that JSON need not escape. Not thread-safe.
 */
public final class TransactionEncoder {

    /** About what a transaction takes. */
    public static final int TYPICAL_BYTES = 470;

    private static final byte[] TRANSACTION_ID = AsciiBuffer.ascii("{\"transaction_id\":\"TXN_");
    private static final byte[] ACCOUNT_ID = AsciiBuffer.ascii("\",\"account_id\":\"ACC_");
    private static final byte[] BRANCH_ID = AsciiBuffer.ascii("\",\"branch_id\":");
    private static final byte[] AMOUNT = AsciiBuffer.ascii(",\"transaction_amount_vnd\":");
    private static final byte[] HOUR = AsciiBuffer.ascii(",\"transaction_hour\":");
    private static final byte[] TIMESTAMP = AsciiBuffer.ascii(",\"transaction_timestamp\":\"");
    private static final byte[] DEVICE = AsciiBuffer.ascii("\",\"device_id\":\"DEV_");
    private static final byte[] NEW_DEVICE = AsciiBuffer.ascii("\",\"device_id\":\"DEV_NEW_");
    private static final byte[] BIOMETRIC_FAILURES = AsciiBuffer.ascii("\",\"biometric_failure_count\":");
    private static final byte[] FREQUENCY = AsciiBuffer.ascii(",\"transaction_frequency_5min\":");
    private static final byte[] LOANS = AsciiBuffer.ascii(",\"total_loans_vnd\":");
    private static final byte[] NUM_TRANSACTIONS = AsciiBuffer.ascii(",\"num_transactions\":");
    private static final byte[] NPL_FALSE = AsciiBuffer.ascii(",\"npl_flag\":false,\"total_deposits_vnd\":");
    private static final byte[] NPL_TRUE = AsciiBuffer.ascii(",\"npl_flag\":true,\"total_deposits_vnd\":");
    private static final byte[] FEES = AsciiBuffer.ascii(",\"transaction_fees_vnd\":");
    private static final byte[][] LOCATIONS = Arrays.stream(Location.values())
            .map(location -> AsciiBuffer.ascii("\",\"location_city\":\"" + location.wireName()))
            .toArray(byte[][]::new);

    private final AsciiBuffer out;
    private final TimestampEncoder timestamps = new TimestampEncoder();

    /** @param out where the transactions are appended to */
    public TransactionEncoder(AsciiBuffer out) {
        this.out = out;
    }

    /** Appends one transaction as a JSON object. */
    public void append(Transaction transaction) {
        out.append(TRANSACTION_ID).appendPadded(transaction.number(), 8);
        out.append(ACCOUNT_ID).appendPadded(transaction.accountNumber(), 6);
        out.append(BRANCH_ID).append(transaction.branchId());
        out.append(AMOUNT).append(transaction.amountVnd());
        out.append(HOUR).append(BankTime.hourOf(transaction.timestampMicros()));
        out.append(TIMESTAMP);
        timestamps.append(transaction.timestampMicros(), out);
        out.append(LOCATIONS[transaction.location().ordinal()]);
        out.append(transaction.newDevice() ? NEW_DEVICE : DEVICE).append(transaction.deviceNumber());
        out.append(BIOMETRIC_FAILURES).append(transaction.biometricFailureCount());
        out.append(FREQUENCY).append(transaction.frequency5min());
        out.append(LOANS).append(transaction.totalLoansVnd());
        out.append(NUM_TRANSACTIONS).append(transaction.numTransactions());
        out.append(transaction.nonPerformingLoan() ? NPL_TRUE : NPL_FALSE).append(transaction.totalDepositsVnd());
        out.append(FEES).append(transaction.feesVnd()).append('}');
    }

    /** Appends an instant as the feed writes it, without quotation marks. */
    public void appendTimestamp(long epochMicros) {
        timestamps.append(epochMicros, out);
    }
}
