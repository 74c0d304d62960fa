package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects the transactions of a row group by columns, and writes it. Afterwards it collects the next one. A row group
 * does not depend on others, so each thread can have its own. Not thread-safe.
 */
public final class RowGroup implements TransactionSink {

    /** The rows of each row group of a file but the last. */
    public static final int MAX_ROWS = 122_880;

    private final TransactionColumns columns;
    private final ColumnValues[] values;
    private final Compression compression;
    private int rows;

    /** @param reports what is written if the fields include it */
    public RowGroup(RecordFields fields, FraudReports reports, Compression compression) {
        columns = new TransactionColumns(fields, reports);
        values = columns.schema().stream().map(ColumnValues::new).toArray(ColumnValues[]::new);
        this.compression = compression;
    }

    /** @throws IllegalStateException if the row group is full */
    @Override
    public void accept(Transaction transaction, Label label) {
        if (isFull()) {
            throw new IllegalStateException("The row group has " + MAX_ROWS + " rows");
        }
        columns.add(transaction, label, values);
        rows++;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    public boolean isFull() {
        return rows == MAX_ROWS;
    }

    /**
     * Writes the row group and begins the next one.
     *
     * @return what {@link ParquetFile} needs for the footer
     */
    public RowGroupMetadata writeTo(OutputStream out) throws IOException {
        ChunkEncoder encoder = new ChunkEncoder(compression);
        List<ChunkMetadata> chunks = new ArrayList<>(values.length);
        long offset = 0;
        for (ColumnValues column : values) {
            ChunkMetadata chunk = encoder.encode(column, offset, out);
            offset += chunk.bytes();
            chunks.add(chunk);
            column.clear();
        }
        RowGroupMetadata metadata = new RowGroupMetadata(rows, chunks);
        rows = 0;
        return metadata;
    }

    /** Removes all transactions. */
    public void clear() {
        Stream.of(values).forEach(ColumnValues::clear);
        rows = 0;
    }
}
