package io.bankfeed.core.encoding;

import io.bankfeed.core.encoding.Ascii.Literal;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes transactions as JSON: the 15 fields of the feed in order, followed by those of the payment and the label on
 * request. Encoding takes most of the service's CPU time, so the bytes are written directly; every value is ASCII that needs no
 * escaping. Not thread-safe.
 */
public final class TransactionEncoder {

    /** The typical size of a transaction. */
    public static final int TYPICAL_BYTES = 470;

    /**
     * An upper bound of the size of the 15 fields: 350 bytes of names and nine numbers of up to 19
     * digits.
     */
    private static final int MAX_BYTES = 1024;

    private static final Literal TRANSACTION_ID = Literal.of("{\"transaction_id\":\"TXN_");
    private static final Literal ACCOUNT_ID = Literal.of("\",\"account_id\":\"ACC_");
    private static final Literal BRANCH_ID = Literal.of("\",\"branch_id\":");
    private static final Literal AMOUNT = Literal.of(",\"transaction_amount_vnd\":");
    private static final Literal HOUR = Literal.of(",\"transaction_hour\":");
    private static final Literal TIMESTAMP = Literal.of(",\"transaction_timestamp\":\"");
    private static final Literal DEVICE = Literal.of("\",\"device_id\":\"DEV_");
    private static final Literal NEW_DEVICE = Literal.of("\",\"device_id\":\"DEV_NEW_");
    private static final Literal BIOMETRIC_FAILURES = Literal.of("\",\"biometric_failure_count\":");
    private static final Literal FREQUENCY = Literal.of(",\"transaction_frequency_5min\":");
    private static final Literal LOANS = Literal.of(",\"total_loans_vnd\":");
    private static final Literal NUM_TRANSACTIONS = Literal.of(",\"num_transactions\":");
    private static final Literal NPL_FALSE = Literal.of(",\"npl_flag\":false,\"total_deposits_vnd\":");
    private static final Literal NPL_TRUE = Literal.of(",\"npl_flag\":true,\"total_deposits_vnd\":");
    private static final Literal FEES = Literal.of(",\"transaction_fees_vnd\":");
    private static final Literal[] LOCATIONS = Arrays.stream(Location.values())
            .map(location -> Literal.of("\",\"location_city\":\"" + location.wireName()))
            .toArray(Literal[]::new);

    private final AsciiBuffer out;
    private final TimestampEncoder timestamps = new TimestampEncoder();
    private final JsonExtraFields extras;

    /**
     * Creates an encoder of the 15 fields.
     *
     * @param out the buffer to which the transactions are appended
     */
    public TransactionEncoder(AsciiBuffer out) {
        this(out, RecordFields.CORE, FraudReports.NONE);
    }

    /**
     * @param out the buffer to which the transactions are appended
     * @param reports what is written if the fields include it
     */
    public TransactionEncoder(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        this.out = out;
        extras = new JsonExtraFields(out, fields, reports);
    }

    /** Appends the 15 fields of a transaction, whose numbers must not be negative, and no others, as a JSON object. */
    public void append(Transaction transaction) {
        appendFields(transaction);
        out.append('}');
    }

    /** Appends a transaction with all fields as a JSON object. */
    public void append(Transaction transaction, Label label) {
        appendFields(transaction);
        extras.append(transaction, label);
        out.append('}');
    }

    /**
     * Appends what replaces the closing brace of a transaction with 15 fields: the other fields and the brace.
     *
     * @param payment may be null if the fields do not include it
     * @param reportedAtMicros when the transaction is reported as fraud, or {@link FraudReports#NEVER}
     */
    public void appendEnd(Payment payment, Label label, long reportedAtMicros) {
        extras.append(payment, label, reportedAtMicros);
        out.append('}');
    }

    /** Appends the object without its closing brace. */
    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    private void appendFields(Transaction transaction) {
        byte[] json = out.reserved(MAX_BYTES);
        int at = TRANSACTION_ID.write(json, out.length());
        at = Ascii.padded(json, at, transaction.number(), 8);
        at = ACCOUNT_ID.write(json, at);
        at = Ascii.padded(json, at, transaction.accountNumber(), 6);
        at = Ascii.number(json, BRANCH_ID.write(json, at), transaction.branchId());
        at = Ascii.number(json, AMOUNT.write(json, at), transaction.amountVnd());
        at = Ascii.number(json, HOUR.write(json, at), BankTime.hourOf(transaction.timestampMicros()));
        at = timestamps.write(json, TIMESTAMP.write(json, at), transaction.timestampMicros());
        at = LOCATIONS[transaction.location().ordinal()].writeWhole(json, at);
        at = (transaction.newDevice() ? NEW_DEVICE : DEVICE).write(json, at);
        at = Ascii.number(json, at, transaction.deviceNumber());
        at = Ascii.number(json, BIOMETRIC_FAILURES.write(json, at), transaction.biometricFailureCount());
        at = Ascii.number(json, FREQUENCY.write(json, at), transaction.frequency5min());
        at = Ascii.number(json, LOANS.write(json, at), transaction.totalLoansVnd());
        at = Ascii.number(json, NUM_TRANSACTIONS.write(json, at), transaction.numTransactions());
        at = (transaction.nonPerformingLoan() ? NPL_TRUE : NPL_FALSE).write(json, at);
        at = Ascii.number(json, at, transaction.totalDepositsVnd());
        at = Ascii.number(json, FEES.write(json, at), transaction.feesVnd());
        out.written(at);
    }

    /** Formats a time, in microseconds since 1970-01-01T00:00Z, as in the feed but without quotation marks. */
    public static String timestamp(long epochMicros) {
        AsciiBuffer text = new AsciiBuffer(TimestampEncoder.MAX_BYTES);
        new TransactionEncoder(text).appendTimestamp(epochMicros);
        return new String(text.toByteArray(), StandardCharsets.US_ASCII);
    }

    /** Appends a time, in microseconds since 1970-01-01T00:00Z, as in the feed but without quotation marks. */
    public void appendTimestamp(long epochMicros) {
        byte[] text = out.reserved(TimestampEncoder.MAX_BYTES);
        out.written(timestamps.write(text, out.length(), epochMicros));
    }
}
