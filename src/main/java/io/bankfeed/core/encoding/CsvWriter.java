package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;

/** Writes CSV as in RFC 4180. */
public final class CsvWriter implements RecordWriter {

    private final CsvEncoder encoder;
    private final boolean labelled;
    private final boolean header;

    /** @param header whether the first line names the fields */
    public CsvWriter(AsciiBuffer out, boolean labelled, boolean header) {
        this.labelled = labelled;
        this.header = header;
        encoder = new CsvEncoder(out);
    }

    @Override
    public void begin() {
        if (header) {
            encoder.appendHeader(labelled);
        }
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        if (labelled) {
            encoder.append(transaction, label);
        } else {
            encoder.append(transaction);
        }
    }
}
