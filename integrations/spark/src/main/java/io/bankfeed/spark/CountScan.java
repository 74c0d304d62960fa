package io.bankfeed.spark;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The number of rows, which is known without reading them. Immutable.
 *
 * @param count the number of rows
 * @param columns how many columns have it, at least 1
 */
record CountScan(long count, int columns) implements LocalScan {

    @Override
    public StructType readSchema() {
        return new StructType(IntStream.rangeClosed(1, columns)
                .mapToObj(column -> DataTypes.createStructField("count" + column, DataTypes.LongType, false))
                .toArray(StructField[]::new));
    }

    @Override
    public InternalRow[] rows() {
        Object[] values = new Object[columns];
        Arrays.fill(values, count);
        return new InternalRow[] {new GenericInternalRow(values)};
    }

    @Override
    public String description() {
        return BankfeedSource.NAME + " (count=" + count + ")";
    }
}
