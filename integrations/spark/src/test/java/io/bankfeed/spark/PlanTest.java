package io.bankfeed.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read for a query, and how it is divided. */
final class PlanTest {

    private static final long MAX_COUNT = 1L << 53;

    @Test
    void onlyColumnsThatAQueryNeedsAreRead() {
        Dataset<Row> query = Spark.read(1, 1000)
                .load()
                .filter("is_fraud AND transaction_amount_vnd > 0")
                .groupBy("scenario_type")
                .count();

        assertThat(scan(query).readSchema().fieldNames())
                .containsExactlyInAnyOrder("is_fraud", "transaction_amount_vnd", "scenario_type");
        assertThat(scan(query).columns()).noneMatch(Column::isOfPayment);
        assertThat(query.collectAsList()).isNotEmpty();
    }

    @Test
    void aCountIsKnownWithoutReading() {
        Dataset<Row> rows = Spark.read(1, MAX_COUNT).option("rate", 1_000_000).load();

        assertThat(rows.count()).isEqualTo(MAX_COUNT);
        assertThat(rows.selectExpr("count(*) AS n", "count(1) AS m", "count(account_id) AS k")
                        .collectAsList())
                .extracting(row -> List.of(row.getLong(0), row.getLong(1), row.getLong(2)))
                .containsExactly(List.of(MAX_COUNT, MAX_COUNT, MAX_COUNT));
    }

    @Test
    void countsOfSomeRowsOrValuesAreCounted() {
        Dataset<Row> rows = Spark.read(1, 2000).load();
        List<Row> all = rows.collectAsList();
        long frauds = all.stream()
                .filter(row -> row.getBoolean(row.fieldIndex("is_fraud")))
                .count();
        long merchants = all.stream()
                .filter(row -> !row.isNullAt(row.fieldIndex("merchant_category")))
                .count();

        assertThat(frauds).isPositive();
        assertThat(rows.filter("is_fraud").count()).isEqualTo(frauds);
        assertThat(merchants).isBetween(1L, 1999L);
        assertThat(rows.selectExpr("count(merchant_category)").first().getLong(0))
                .isEqualTo(merchants);
        assertThat(rows.groupBy("is_fraud").count().filter("is_fraud").first().getLong(1))
                .isEqualTo(frauds);
    }

    @Test
    void rowsWithoutColumnsAreCounted() {
        assertThat(Spark.read(0, 2000)
                        .load()
                        .selectExpr("1 AS one")
                        .filter("rand() >= 0")
                        .count())
                .isEqualTo(2000);
    }

    @Test
    void sparkKnowsHowLargeItIs() {
        Dataset<Row> ids = Spark.read(0, 1_000_000).load().select("account_id");

        assertThat(scan(ids).estimateStatistics().numRows()).hasValue(1_000_000);
        assertThat(scan(ids).estimateStatistics().sizeInBytes().orElseThrow()).isBetween(10_000_000L, 50_000_000L);
        assertThat(scan(Spark.read(0, MAX_COUNT).option("rate", 1_000_000).load())
                        .estimateStatistics()
                        .sizeInBytes()
                        .orElseThrow())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000000, 1, 1",
        "0, 1000001, 1, 2",
        "0, 1000000000, 31.7, 1000",
        "0, 1000000000, 1000, 334",
        "1, 1000000000, 31.7, 100",
        "0, 1000000000000, 1000, 10000"
    })
    void thereAreSoManyPartitionsByDefault(double difficulty, long count, double rate, int partitions) {
        BankfeedScan scan =
                scan(Spark.read(difficulty, count).option("rate", rate).load());

        assertThat(scan.planInputPartitions()).hasSize(partitions);
    }

    @Test
    void noPartitionIsEmpty() {
        assertThat(scan(Spark.read(0, 3).option("partitions", 64).load()).planInputPartitions())
                .hasSize(3);
    }

    @Test
    void theSameRowsAreOneScan() {
        assertThat(scan(Spark.read(1, 10).load()))
                .isEqualTo(scan(Spark.read(1, 10).load()));
        assertThat(scan(Spark.read(1, 10).load()))
                .isNotEqualTo(scan(Spark.read(1, 11).load()));
    }

    @Test
    void aSchemaSelectsColumns() {
        Dataset<Row> rows = Spark.read(0, 2)
                .schema("transaction_amount_vnd BIGINT, account_id STRING")
                .load();

        assertThat(rows.columns()).containsExactly("transaction_amount_vnd", "account_id");
        assertThat(rows.collectAsList())
                .isEqualTo(Spark.read(0, 2)
                        .load()
                        .select("transaction_amount_vnd", "account_id")
                        .collectAsList());
    }

    @ParameterizedTest
    @CsvSource({
        "account STRING, There is no column \"account\"; the nearest is \"account_id\"",
        "account_id BIGINT, The column account_id is STRING",
        "is_fraud BOOLEAN, The column is_fraud needs the option labels=true",
        "channel STRING, The column channel needs the option fields=extended"
    })
    void aSchemaWithOtherColumnsIsRefused(String schema, String message) {
        assertThatThrownBy(() ->
                        Spark.SESSION.read().format("bankfeed").schema(schema).load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aViewIsMadeInSql() {
        Spark.SESSION.sql(
                "CREATE OR REPLACE TEMPORARY VIEW feed USING bankfeed OPTIONS (count 70, seed 42, labels true)");

        assertThat(Spark.SESSION
                        .sql("SELECT count(*) FROM feed WHERE transaction_id <= 'TXN_00000007'")
                        .first()
                        .getLong(0))
                .isEqualTo(7);
    }

    private static BankfeedScan scan(Dataset<Row> query) {
        return (BankfeedScan) ((DataSourceV2ScanRelation) ((org.apache.spark.sql.classic.Dataset<Row>) query)
                        .queryExecution()
                        .optimizedPlan()
                        .collectLeaves()
                        .head())
                .scan();
    }
}
