package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes Apache Parquet. Nothing is appended to the buffer until a row group is full, and then all of it. */
public final class ParquetWriter implements RecordWriter {

    private final RowGroup rows;
    private final ParquetFile file;

    /**
     * @param reports what is written if the fields include it
     * @param recipe what the document was made from, for the metadata of the footer
     */
    public ParquetWriter(
            AsciiBuffer out,
            RecordFields fields,
            FraudReports reports,
            Compression compression,
            Map<String, String> recipe) {
        rows = new RowGroup(fields, reports, compression);
        file = new ParquetFile(out.asOutputStream(), fields, compression, recipe);
    }

    @Override
    public void begin() {
        rows.clear();
        try {
            file.begin();
        } catch (IOException e) {
            throw notThrownByBuffers(e);
        }
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        rows.accept(transaction, label);
        if (rows.isFull()) {
            appendRows();
        }
    }

    @Override
    public void end(long timestampMicros) {
        if (!rows.isEmpty()) {
            appendRows();
        }
        try {
            file.end();
        } catch (IOException e) {
            throw notThrownByBuffers(e);
        }
    }

    private void appendRows() {
        try {
            file.append(rows);
        } catch (IOException e) {
            throw notThrownByBuffers(e);
        }
    }

    private static UncheckedIOException notThrownByBuffers(IOException e) {
        return new UncheckedIOException(e);
    }
}
