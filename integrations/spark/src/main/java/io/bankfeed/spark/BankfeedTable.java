package io.bankfeed.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
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

    @Override
    public org.apache.spark.sql.connector.catalog.Column[] columns() {
        return Arrays.stream(Column.schema(read).fields())
                .map(field -> org.apache.spark.sql.connector.catalog.Column.create(
                        field.name(), field.dataType(), field.nullable()))
                .toArray(org.apache.spark.sql.connector.catalog.Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    /** @param options those of which the table was made */
    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new BankfeedScanBuilder(dataset, read);
    }
}
