package io.bankfeed.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows are those of the core, whatever the partitions. {@code -Dcount=10000000} compares more of them. */
final class RowsTest {

    private static final long COUNT = Long.getLong("count", 200_000);
    private static final int HASH_SEED = 42;

    /** A number that does not depend on the order of the rows, but on all values of each. */
    private record Checksum(long rows, long sum, long xor) {

        private static final Map<Double, Checksum> OF_CORE = new HashMap<>();

        static Checksum ofCore(double difficulty) {
            return OF_CORE.computeIfAbsent(difficulty, same -> {
                long[] sums = new long[3];
                Expected.lines(difficulty, 0, COUNT, line -> {
                    if (sums[0]++ > 0) {
                        long hash = XXH64.hashUnsafeBytes(line, Platform.BYTE_ARRAY_OFFSET, line.length, HASH_SEED);
                        sums[1] += hash & 0xffff_ffffL;
                        sums[2] ^= hash;
                    }
                });
                return new Checksum(sums[0] - 1, sums[1], sums[2]);
            });
        }

        static Checksum of(Dataset<Row> rows) {
            Row row = rows.select(line(rows).as("line"))
                    .selectExpr("xxhash64(line) AS hash")
                    .selectExpr("count(*)", "sum(hash & 4294967295)", "bit_xor(hash)")
                    .first();
            return new Checksum(row.getLong(0), row.getLong(1), row.getLong(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 7", "0, 64", "1, 1", "1, 7", "1, 64"})
    void anyPartitionsHaveTheRowsOfTheCore(double difficulty, int partitions) {
        Dataset<Row> rows =
                Spark.read(difficulty, COUNT).option("partitions", partitions).load();

        assertThat(rows.rdd().getNumPartitions()).isEqualTo(partitions);
        assertThat(Checksum.of(rows)).isEqualTo(Checksum.ofCore(difficulty));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void allColumnsAreThoseOfTheCsv(double difficulty) {
        Dataset<Row> rows = Spark.read(difficulty, 1000).option("offset", 5000).load();
        List<String> expected = new ArrayList<>();
        Expected.lines(difficulty, 5000, 1000, line -> expected.add(Expected.text(line)));

        assertThat(String.join(",", rows.columns())).isEqualTo(expected.remove(0));
        assertThat(rows.select(line(rows)).collectAsList().stream().map(row -> row.getString(0)))
                .containsExactlyElementsOf(expected);
        assertThat(expected).anyMatch(line -> line.contains("DEV_NEW_")).anyMatch(line -> line.contains(",true,20"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void theTrillionthRowIsRead(double difficulty) {
        Row row = Spark.read(difficulty, 1)
                .option("offset", 1_000_000_000_000L)
                .option("rate", 1000)
                .load()
                .first();

        assertThat(row.getString(0)).isEqualTo("TXN_1000000000001");
        // 10^9 seconds later, to within some days, since days differ
        assertThat(row.getTimestamp(row.fieldIndex("transaction_timestamp")).toInstant())
                .isBetween(Instant.parse("2057-09-01T00:00:00Z"), Instant.parse("2057-09-20T00:00:00Z"));
    }

    @Test
    void columnsHaveTheirTypes() {
        assertThat(Arrays.stream(Spark.read(0, 1).load().schema().fields())
                        .map(field ->
                                field.name() + " " + field.dataType().sql() + (field.nullable() ? "" : " NOT NULL")))
                .containsExactly(
                        "transaction_id STRING NOT NULL",
                        "account_id STRING NOT NULL",
                        "branch_id INT NOT NULL",
                        "transaction_amount_vnd BIGINT NOT NULL",
                        "transaction_hour INT NOT NULL",
                        "transaction_timestamp TIMESTAMP NOT NULL",
                        "location_city STRING NOT NULL",
                        "device_id STRING NOT NULL",
                        "biometric_failure_count INT NOT NULL",
                        "transaction_frequency_5min INT NOT NULL",
                        "total_loans_vnd BIGINT NOT NULL",
                        "num_transactions INT NOT NULL",
                        "npl_flag BOOLEAN NOT NULL",
                        "total_deposits_vnd BIGINT NOT NULL",
                        "transaction_fees_vnd BIGINT NOT NULL",
                        "transaction_type STRING NOT NULL",
                        "channel STRING NOT NULL",
                        "counterparty_account_id STRING NOT NULL",
                        "counterparty_bank STRING NOT NULL",
                        "merchant_category STRING",
                        "is_fraud BOOLEAN NOT NULL",
                        "fraud_type STRING NOT NULL",
                        "scenario_id STRING",
                        "scenario_type STRING",
                        "scenario_step INT",
                        "scenario_steps INT",
                        "scenario_role STRING",
                        "reported_fraud BOOLEAN NOT NULL",
                        "reported_at TIMESTAMP");
    }

    /** A row as a line of CSV, as the core writes it. */
    private static Column line(Dataset<Row> rows) {
        return concat_ws(
                ",",
                Arrays.stream(rows.schema().fields())
                        .map(field -> coalesce(text(field), lit("")))
                        .toArray(Column[]::new));
    }

    private static Column text(StructField field) {
        return field.dataType().equals(DataTypes.TimestampType)
                ? date_format(col(field.name()), "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                : expr(field.name()).cast(DataTypes.StringType);
    }
}
