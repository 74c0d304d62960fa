package io.bankfeed.spark;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A dataset as a table. Immutable.
 *
 * @param read the columns that it has
 */
record BankfeedTable(Dataset dataset, List<Column> read) implements SupportsRead {

    @Override
    public String name() {
        return BankfeedSource.NAME;
    }

    // Spark 4.0 has no other method, and all versions derive the columns from it.
    @SuppressWarnings("deprecation")
    @Override
    public StructType schema() {
        return Column.schema(read);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    /**
     * A query of the table.
     *
     * @throws IllegalArgumentException if an option differs from that of the table
     */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        options.forEach((name, value) -> {
            if (value != null && !value.equals(dataset.options().get(name))) {
                throw new IllegalArgumentException(
                        "The option " + name + " cannot be given to a query: give it where the table is made");
            }
        });
        return new BankfeedScanBuilder(dataset, read);
    }
}
