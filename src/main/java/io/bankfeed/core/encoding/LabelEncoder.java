package io.bankfeed.core.encoding;

import io.bankfeed.core.encoding.Ascii.Literal;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;

/** Writes labels as JSON, apart from their transactions and when they become known. Not thread-safe. */
public final class LabelEncoder {

    /** An upper bound of the size of the first name and a number of 19 digits, including the overrun. */
    private static final int ID_BYTES = 64;

    private static final Literal TRANSACTION_ID = Literal.of("{\"transaction_id\":\"TXN_");
    private static final byte[] LABELLED_AT = AsciiBuffer.ascii(",\"labelled_at\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final AsciiBuffer out;
    private final ExtraFields truth;

    /** @param out the buffer to which the labels are appended */
    public LabelEncoder(AsciiBuffer out) {
        this.out = out;
        truth = new JsonExtraFields(out, new RecordFields(false, LabelFields.TRUTH), FraudReports.NONE);
    }

    /**
     * Appends a label without its scenario as a JSON object.
     *
     * @param number the number of its transaction, at least 0
     * @param labelledAtMicros when it becomes known, in microseconds since 1970-01-01T00:00Z
     */
    public void append(long number, Label label, long labelledAtMicros) {
        byte[] json = out.reserved(ID_BYTES);
        int at = Ascii.padded(json, TRANSACTION_ID.write(json, out.length()), number, 8);
        json[at++] = '"';
        out.written(at);
        truth.append(label);
        out.append(LABELLED_AT);
        truth.appendTimestamp(labelledAtMicros);
        out.append(END);
    }
}
