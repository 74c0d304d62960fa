package io.bankfeed.spark;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;

/** Spark in the process of the tests, for all of them. */
final class Spark {

    /** A task that fails is tried three times. */
    static final SparkSession SESSION = SparkSession.builder()
            .master("local[2,3]")
            .config("spark.sql.session.timeZone", "+07:00")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.warehouse.dir", "target/warehouse")
            .config("spark.ui.enabled", false)
            .getOrCreate();

    private Spark() {}

    /** Reads rows that are always the same. */
    static DataFrameReader read(double difficulty, long count) {
        return SESSION.read()
                .format("bankfeed")
                .option("count", count)
                .option("difficulty", difficulty)
                .option("fields", "extended")
                .option("labels", "full")
                .option("seed", 42)
                .option("start", "2026-01-01")
                .option("rate", 1);
    }
}
