package io.bankfeed.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code bankfeed}: {@code spark.read().format("bankfeed").option("count", 1000000).load()}. Its rows are
 * a function of its options. A seed and a start that are not given are chosen once, when the DataFrame is made, so that
 * all its queries and all attempts at a partition have the same rows. Thread-safe.
 */
public final class BankfeedSource implements TableProvider, DataSourceRegister {

    static final String NAME = "bankfeed";

    /** Spark makes one for each use. */
    public BankfeedSource() {}

    @Override
    public String shortName() {
        return NAME;
    }

    /**
     * The columns.
     *
     * @throws IllegalArgumentException if an option is unknown or has a value out of range
     */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return Column.schema(Column.of(Dataset.of(options).fields()));
    }

    /**
     * The transactions.
     *
     * @param schema some of the columns, in any order
     * @throws IllegalArgumentException if an option is unknown or has a value out of range, or there is no such column
     */
    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        Dataset dataset = Dataset.of(properties);
        return new BankfeedTable(dataset, Column.named(schema, dataset.fields()));
    }

    /** A schema can be given, to read some of the columns only. */
    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }
}
