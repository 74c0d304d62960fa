package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;

/** Generates a dataset and writes it to a buffer, some transactions at a time. Not thread-safe. */
public final class DatasetWriter {

    private final TransactionSource source;
    private final RecordWriter records;
    private long written;
    private long lastMicros;

    /** @param out receives the dataset */
    public DatasetWriter(DatasetSpec spec, AsciiBuffer out) {
        source = spec.source(this::append);
        records = DatasetFormat.writer(spec, out);
        records.begin();
    }

    /**
     * Draws the next transactions, and writes those that belong to the dataset.
     *
     * @param maxDraws the number of transactions to draw, unless the dataset is complete before
     * @return the number of transactions written
     */
    public int write(int maxDraws) {
        long before = written;
        for (int i = 0; i < maxDraws && !isComplete(); i++) {
            source.draw();
            if (source.isComplete()) {
                records.end(lastMicros);
            }
        }
        return (int) (written - before);
    }

    /** Whether all of the dataset was written. */
    public boolean isComplete() {
        return source.isComplete();
    }

    private void append(Transaction transaction, Label label) {
        records.accept(transaction, label);
        written++;
        lastMicros = transaction.timestampMicros();
    }
}
