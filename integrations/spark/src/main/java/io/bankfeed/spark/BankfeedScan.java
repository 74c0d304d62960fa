package io.bankfeed.spark;

import io.bankfeed.core.source.Part;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** Some columns of all rows. Two scans of the same rows are equal, so that Spark can read them once. Immutable. */
record BankfeedScan(Dataset dataset, List<Column> columns) implements SupportsReportStatistics, Batch {

    /** One of the partitions, which have consecutive rows, almost the same number each. */
    record RowPartition(int number, int partitions) implements InputPartition {

        private static final long serialVersionUID = 1;

        Part part() {
            return new Part(number, partitions, Part.By.ROWS);
        }
    }

    private record Size(long rows, long bytes) implements Statistics {

        @Override
        public OptionalLong sizeInBytes() {
            return OptionalLong.of(bytes);
        }

        @Override
        public OptionalLong numRows() {
            return OptionalLong.of(rows);
        }
    }

    @Override
    public StructType readSchema() {
        return Column.schema(columns);
    }

    @Override
    public String description() {
        return BankfeedSource.NAME
                + dataset.options().entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    @Override
    public Statistics estimateStatistics() {
        return new Size(
                dataset.count(),
                Math.multiplyExact(dataset.count(), readSchema().defaultSize() + Long.BYTES));
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        return IntStream.rangeClosed(1, dataset.partitions())
                .mapToObj(number -> new RowPartition(number, dataset.partitions()))
                .toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new RowReaderFactory(dataset.options(), columns);
    }
}
