package io.bankfeed.spark;

import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.FraudReports;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/** Reads the rows of a partition, one at a time; it keeps none of them. Not thread-safe. */
final class RowReader implements PartitionReader<InternalRow> {

    private final TransactionSource source;
    private final RowWriter row;

    RowReader(Dataset dataset, List<Column> columns, Part part) {
        FraudReports reports = dataset.events().bank().reports(dataset.reports());
        row = new RowWriter(columns, reports);
        boolean payments = columns.stream().anyMatch(Column::isOfPayment);
        source = new TransactionSource(dataset.events(), dataset.offset(), dataset.count(), part, payments, row);
    }

    @Override
    public boolean next() {
        if (source.isComplete()) {
            return false;
        }
        row.clear();
        while (!row.isWritten()) {
            source.draw();
        }
        return true;
    }

    /** The row, which is valid until the next one is read. */
    @Override
    public InternalRow get() {
        return row.row();
    }

    @Override
    public void close() {}
}
