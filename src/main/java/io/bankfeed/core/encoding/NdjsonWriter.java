package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;

/** Writes newline-delimited JSON, one transaction per line. */
public final class NdjsonWriter implements RecordWriter {

    private final AsciiBuffer out;
    private final TransactionEncoder encoder;

    /** @param reports what is written if the fields include it */
    public NdjsonWriter(AsciiBuffer out, RecordFields fields, FraudReports reports) {
        this.out = out;
        encoder = new TransactionEncoder(out, fields, reports);
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        encoder.append(transaction, label);
        out.append('\n');
    }
}
