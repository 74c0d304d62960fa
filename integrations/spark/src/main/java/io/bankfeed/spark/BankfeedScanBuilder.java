package io.bankfeed.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Plans a query: reads only the columns that it needs, and nothing if it only counts the rows. Not thread-safe. */
final class BankfeedScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownAggregates {

    private final Dataset dataset;
    private List<Column> columns;

    /** The number of columns that are each the count of the rows, or 0 if the rows are read. */
    private int counts;

    BankfeedScanBuilder(Dataset dataset, List<Column> columns) {
        this.dataset = dataset;
        this.columns = columns;
    }

    @Override
    public void pruneColumns(StructType requiredSchema) {
        columns = Column.named(requiredSchema, dataset.fields());
    }

    @Override
    public boolean supportCompletePushDown(Aggregation aggregation) {
        return aggregation.groupByExpressions().length == 0
                && Arrays.stream(aggregation.aggregateExpressions()).allMatch(CountStar.class::isInstance);
    }

    @Override
    public boolean pushAggregation(Aggregation aggregation) {
        boolean pushed = supportCompletePushDown(aggregation);
        if (pushed) {
            counts = aggregation.aggregateExpressions().length;
        }
        return pushed;
    }

    @Override
    public Scan build() {
        return counts > 0 ? new CountScan(dataset.count(), counts) : new BankfeedScan(dataset, columns);
    }
}
