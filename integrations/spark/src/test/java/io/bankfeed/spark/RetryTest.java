package io.bankfeed.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Partitions that are read again. */
final class RetryTest {

    private static final int COUNT = 5000;

    @Test
    void partitionsThatFailHaveTheSameRowsAtTheNextAttempt() {
        Dataset<Row> rows = Spark.read(1, COUNT).option("partitions", 4).load();
        MapPartitionsFunction<Row, String> failingAtFirst = RetryTest::idsOfSecondAttempt;

        assertThat(rows.mapPartitions(failingAtFirst, Encoders.STRING()).collectAsList())
                .isEqualTo(rows.collectAsList().stream().map(Row::toString).toList());
    }

    @Test
    void aSeedAndAStartThatAreLeftOutAreChosenOnce() {
        Dataset<Row> rows = Spark.SESSION.read().format("bankfeed").load();
        Dataset<Row> others = Spark.SESSION.read().format("bankfeed").load();

        assertThat(rows.collectAsList()).hasSize(1000).isEqualTo(rows.collectAsList());
        assertThat(rows.collectAsList()).isNotEqualTo(others.collectAsList());
    }

    private static Iterator<String> idsOfSecondAttempt(Iterator<Row> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEachRemaining(row -> texts.add(row.toString()));
        if (TaskContext.get().attemptNumber() == 0) {
            throw new IllegalStateException("The first attempt at a partition fails, after it was read");
        }
        return texts.iterator();
    }
}
