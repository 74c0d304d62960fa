package io.bankfeed.spark;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes transactions as rows of Spark, each over the one before. Not thread-safe. */
final class RowWriter implements TransactionSink {

    private static final int BUFFER_BYTES = 256;

    private final Column[] columns;
    private final FraudReports reports;
    private final UnsafeRowWriter row;
    private final AsciiBuffer id = new AsciiBuffer(Long.BYTES * 4);
    private final Map<String, UTF8String> names = new HashMap<>();
    private int column;
    private boolean written;

    /** @param reports what is written if the columns include it */
    RowWriter(List<Column> columns, FraudReports reports) {
        this.columns = columns.toArray(Column[]::new);
        this.reports = reports;
        row = new UnsafeRowWriter(this.columns.length, BUFFER_BYTES);
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        row.reset();
        row.zeroOutNullBytes();
        for (column = 0; column < columns.length; column++) {
            columns[column].write(this, transaction, label);
        }
        written = true;
    }

    /** Whether a transaction was written since the writer was cleared. */
    boolean isWritten() {
        return written;
    }

    void clear() {
        written = false;
    }

    InternalRow row() {
        return row.getRow();
    }

    /** When a transaction is reported as fraud, in microseconds since 1970-01-01T00:00Z, or {@link FraudReports#NEVER}. */
    long reportedAtMicros(Transaction transaction, Label label) {
        return reports.reportedAtMicros(transaction, label);
    }

    void integer(int value) {
        row.write(column, value);
    }

    void bigInteger(long value) {
        row.write(column, value);
    }

    void bool(boolean value) {
        row.write(column, value);
    }

    void text(UTF8String value) {
        row.write(column, value);
    }

    /** Writes one of a few texts. */
    void name(String value) {
        text(names.computeIfAbsent(value, UTF8String::fromString));
    }

    /** Writes a prefix and a number of at least 0, padded with zeros to a minimum of 1 to 8 digits. */
    void id(byte[] prefix, long number, int minDigits) {
        id.clear();
        ByteBuffer bytes = id.append(prefix).appendPadded(number, minDigits).asByteBuffer();
        row.write(column, bytes.array(), 0, bytes.limit());
    }

    void nothing() {
        row.setNullAt(column);
    }
}
