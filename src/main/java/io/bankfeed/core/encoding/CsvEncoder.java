package io.bankfeed.core.encoding;

import io.bankfeed.core.encoding.Ascii.Literal;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.util.Arrays;

/**
 * Writes transactions as CSV records (RFC 4180), with the same field names and the same order as
 * {@link TransactionEncoder}. No value needs quoting. Not thread-safe.
 */
public final class CsvEncoder {

    /** The typical size of a transaction. */
    public static final int TYPICAL_BYTES = 150;

    /** An upper bound of the size of the 15 fields: fifteen values of at most 26 bytes. */
    private static final int MAX_BYTES = 512;

    private static final byte[] HEADER = AsciiBuffer.ascii("transaction_id,account_id,branch_id,transaction_amount_vnd,"
            + "transaction_hour,transaction_timestamp,location_city,device_id,biometric_failure_count,"
            + "transaction_frequency_5min,total_loans_vnd,num_transactions,npl_flag,total_deposits_vnd,"
            + "transaction_fees_vnd");

    private static final byte[] END = AsciiBuffer.ascii("\r\n");

    private static final Literal TRANSACTION_ID = Literal.of("TXN_");
    private static final Literal ACCOUNT_ID = Literal.of(",ACC_");
    private static final Literal DEVICE = Literal.of(",DEV_");
    private static final Literal NEW_DEVICE = Literal.of(",DEV_NEW_");
    private static final Literal NPL_FALSE = Literal.of(",false,");
    private static final Literal NPL_TRUE = Literal.of(",true,");

    private static final Literal[] LOCATIONS = Arrays.stream(Location.values())
            .map(location -> Literal.of("," + location.wireName()))
            .toArray(Literal[]::new);

    private final AsciiBuffer out;
    private final TimestampEncoder timestamps = new TimestampEncoder();
    private final CsvExtraFields extras;

    /**
     * Creates an encoder of the 15 fields.
     *
     * @param out the buffer to which the records are appended
     */
    public CsvEncoder(AsciiBuffer out) {
        this(out, RecordFields.CORE, FraudReports.NONE);
    }

    /**
     * @param out the buffer to which the records are appended
     * @param reports what is written if the fields include it
     */
    public CsvEncoder(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        this.out = out;
        extras = new CsvExtraFields(out, fields, reports);
    }

    /** Appends the field names. */
    public void appendHeader() {
        out.append(HEADER);
        extras.appendHeader();
        out.append(END);
    }

    /** Appends the 15 fields of a transaction, whose numbers must not be negative, and no others. */
    public void append(Transaction transaction) {
        appendFields(transaction);
        out.append(END);
    }

    /** Appends a transaction with all fields. */
    public void append(Transaction transaction, Label label) {
        appendFields(transaction);
        extras.append(transaction, label);
        out.append(END);
    }

    // The ordinal is the index in an array of the same enum.
    @SuppressWarnings("EnumOrdinal")
    private void appendFields(Transaction transaction) {
        byte[] csv = out.reserved(MAX_BYTES);
        int at = TRANSACTION_ID.write(csv, out.length());
        at = Ascii.padded(csv, at, transaction.number(), 8);
        at = ACCOUNT_ID.write(csv, at);
        at = Ascii.padded(csv, at, transaction.accountNumber(), 6);
        at = number(csv, at, transaction.branchId());
        at = number(csv, at, transaction.amountVnd());
        at = number(csv, at, BankTime.hourOf(transaction.timestampMicros()));
        csv[at] = ',';
        at = timestamps.write(csv, at + 1, transaction.timestampMicros());
        at = LOCATIONS[transaction.location().ordinal()].writeWhole(csv, at);
        at = (transaction.newDevice() ? NEW_DEVICE : DEVICE).write(csv, at);
        at = Ascii.number(csv, at, transaction.deviceNumber());
        at = number(csv, at, transaction.biometricFailureCount());
        at = number(csv, at, transaction.frequency5min());
        at = number(csv, at, transaction.totalLoansVnd());
        at = number(csv, at, transaction.numTransactions());
        at = (transaction.nonPerformingLoan() ? NPL_TRUE : NPL_FALSE).write(csv, at);
        at = Ascii.number(csv, at, transaction.totalDepositsVnd());
        at = number(csv, at, transaction.feesVnd());
        out.written(at);
    }

    private static int number(byte[] csv, int position, long number) {
        csv[position] = ',';
        return Ascii.number(csv, position + 1, number);
    }
}
