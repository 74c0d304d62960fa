package io.bankfeed.core.encoding;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;

/** Writes CSV as in RFC 4180. */
public final class CsvWriter implements RecordWriter {

    private final CsvEncoder encoder;
    private final boolean header;

    /**
     * @param reports what is written if the fields include it
     * @param header whether the first line names the fields
     */
    public CsvWriter(AsciiBuffer out, RecordFields fields, FraudReports reports, boolean header) {
        this.header = header;
        encoder = new CsvEncoder(out, fields, reports);
    }

    @Override
    public void begin() {
        if (header) {
            encoder.appendHeader();
        }
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        encoder.append(transaction, label);
    }
}
