package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;

/** Writes newline-delimited JSON, one transaction per line. */
public final class NdjsonWriter implements RecordWriter {

    private final AsciiBuffer out;
    private final TransactionEncoder encoder;
    private final boolean labelled;

    public NdjsonWriter(AsciiBuffer out, boolean labelled) {
        this.out = out;
        this.labelled = labelled;
        encoder = new TransactionEncoder(out);
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        if (labelled) {
            encoder.append(transaction, label);
        } else {
            encoder.append(transaction);
        }
        out.append('\n');
    }
}
