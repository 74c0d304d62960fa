package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;

/** Writes a JSON object with the array {@code transactions}, their {@code count} and a {@code timestamp}. */
public final class JsonWriter implements RecordWriter {

    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"transactions\":[");
    private static final byte[] COUNT = AsciiBuffer.ascii("],\"count\":");
    private static final byte[] TIMESTAMP = AsciiBuffer.ascii(",\"timestamp\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final AsciiBuffer out;
    private final TransactionEncoder encoder;
    private long count;

    /** @param reports what is written if the fields include it */
    public JsonWriter(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        this.out = out;
        encoder = new TransactionEncoder(out, fields, reports);
    }

    @Override
    public void begin() {
        count = 0;
        out.append(BEGINNING);
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        if (count++ > 0) {
            out.append(',');
        }
        encoder.append(transaction, label);
    }

    @Override
    public void end(long timestampMicros) {
        out.append(COUNT).append(count).append(TIMESTAMP);
        encoder.appendTimestamp(timestampMicros);
        out.append(END);
    }
}
