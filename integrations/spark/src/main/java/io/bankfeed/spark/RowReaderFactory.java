package io.bankfeed.spark;

import io.bankfeed.spark.BankfeedScan.RowPartition;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/**
 * Makes readers on the executors. Immutable.
 *
 * @param options those of the dataset, with its seed and start; what is sent to the executors
 */
record RowReaderFactory(Map<String, String> options, List<Column> columns) implements PartitionReaderFactory {

    private static final long serialVersionUID = 1;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new RowReader(Dataset.of(options), columns, ((RowPartition) partition).part());
    }
}
