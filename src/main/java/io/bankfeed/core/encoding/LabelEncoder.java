package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;

/** Writes labels as JSON, each with the id of its transaction and the time at which it became known. Not thread-safe. */
public final class LabelEncoder {

    private static final byte[] TRANSACTION_ID = AsciiBuffer.ascii("{\"transaction_id\":\"TXN_");
    private static final byte[] LABELLED_AT = AsciiBuffer.ascii(",\"labelled_at\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final AsciiBuffer out;
    private final ExtraFields truth;

    /** @param out the buffer to which the labels are appended */
    public LabelEncoder(AsciiBuffer out) {
        this.out = out;
        truth = new JsonExtraFields(out, RecordFields.CORE, FraudReports.NONE);
    }

    /**
     * Appends a label without its scenario as a JSON object.
     *
     * @param number the number of its transaction, at least 0
     * @param labelledAtMicros when it becomes known, in microseconds since 1970-01-01T00:00Z
     */
    public void append(long number, Label label, long labelledAtMicros) {
        out.append(TRANSACTION_ID).appendPadded(number, 8).append('"');
        truth.appendTruth(label);
        out.append(LABELLED_AT);
        truth.appendTimestamp(labelledAtMicros);
        out.append(END);
    }
}
