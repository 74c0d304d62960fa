package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.Bank;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB reads the files. */
final class DuckDbParquetTest {

    private static final RecordFields ALL_FIELDS = new RecordFields(true, LabelFields.FULL);

    private static final int ALL_ACCOUNTS = 4000;

    /** A full row group, and another. */
    private static final long SEVERAL_ROW_GROUPS = 125_000;

    @TempDir
    Path directory;

    private Connection connection;
    private Statement sql;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        sql = connection.createStatement();
        sql.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'");
        sql.execute("SET file_search_path = '" + directory + "'");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, NONE, 1, NONE",
        "0, false, NONE, 7, GZIP",
        "0, false, NONE, 125000, NONE",
        "0, true, FULL, 5000, NONE",
        "0, false, TRUTH, 122880, GZIP",
        "1, false, NONE, 122881, NONE",
        "1, true, NONE, 5000, NONE",
        "1, false, FULL, 5000, NONE",
        "1, true, TRUTH, 5000, NONE",
        "1, true, FULL, 125000, GZIP"
    })
    void everyValueIsThatOfCsv(
            double difficulty, boolean extended, LabelFields labels, long count, Compression compression)
            throws Exception {
        Rows rows = new Rows(difficulty, ALL_ACCOUNTS, count, new RecordFields(extended, labels));
        rows.writeParquet(directory.resolve("rows.parquet"), compression);
        rows.writeCsv(directory.resolve("rows.csv"));
        sql.execute("CREATE TABLE parquet AS FROM 'rows.parquet'");
        sql.execute("CREATE TABLE csv AS FROM read_csv('rows.csv', header = true, types = " + csvTypes() + ")");

        assertThat(columns("csv").keySet())
                .containsExactlyElementsOf(columns("parquet").keySet());
        assertThat(number("SELECT count(*) FROM parquet")).isEqualTo(count);
        // Row by row, and so in the same order.
        assertThat(number("SELECT count(*) FROM parquet a POSITIONAL JOIN csv b WHERE " + difference()))
                .isZero();
    }

    @Test
    void columnsHaveTheTypesOfTheirFields() throws Exception {
        new Rows(1, ALL_ACCOUNTS, 10, ALL_FIELDS).writeParquet(directory.resolve("rows.parquet"), Compression.NONE);

        assertThat(columns("'rows.parquet'")).containsExactlyEntriesOf(expectedTypes());
    }

    @Test
    void schemaNamesTypesAndOptionalColumns() throws Exception {
        new Rows(1, ALL_ACCOUNTS, 10, ALL_FIELDS).writeParquet(directory.resolve("rows.parquet"), Compression.NONE);

        assertThat(list("SELECT name FROM parquet_schema('rows.parquet') WHERE repetition_type = 'OPTIONAL'"))
                .containsExactly(
                        "merchant_category",
                        "scenario_id",
                        "scenario_type",
                        "scenario_step",
                        "scenario_steps",
                        "scenario_role",
                        "reported_at");
        assertThat(list("SELECT DISTINCT logical_type FROM parquet_schema('rows.parquet')"
                        + " WHERE type = 'BYTE_ARRAY'"))
                .containsExactly("StringType()");
        assertThat(list("SELECT name || ' ' || type || ' ' || logical_type FROM parquet_schema('rows.parquet')"
                        + " WHERE logical_type LIKE 'Timestamp%'"))
                .containsExactly(
                        "transaction_timestamp INT64 TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=<null>,"
                                + " MICROS=MicroSeconds(), NANOS=<null>))",
                        "reported_at INT64 TimestampType(isAdjustedToUTC=1, unit=TimeUnit(MILLIS=<null>,"
                                + " MICROS=MicroSeconds(), NANOS=<null>))");
    }

    @Test
    void fileHasItsRecipeAndItsRowGroups() throws Exception {
        Rows rows = new Rows(0, ALL_ACCOUNTS, SEVERAL_ROW_GROUPS, RecordFields.CORE);
        rows.writeParquet(directory.resolve("rows.parquet"), Compression.NONE);

        assertThat(list("SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('rows.parquet')"))
                .containsExactly("bankfeed.seed=42");
        assertThat(list("SELECT created_by || ', ' || num_rows || ', ' || num_row_groups || ', ' || format_version"
                        + " FROM parquet_file_metadata('rows.parquet')"))
                .containsExactly("bankfeed version 1.0.0, 125000, 2, 1");
        assertThat(list("SELECT row_group_num_rows FROM parquet_metadata('rows.parquet') WHERE column_id = 0"))
                .containsExactly("122880", "2120");
    }

    @Test
    void statisticsAreThoseOfTheValues() throws Exception {
        Rows rows = new Rows(1, ALL_ACCOUNTS, SEVERAL_ROW_GROUPS, ALL_FIELDS);
        rows.writeParquet(directory.resolve("rows.parquet"), Compression.NONE);
        sql.execute("CREATE TABLE parquet AS FROM 'rows.parquet'");
        for (String column : expectedTypes().keySet()) {
            String whole = list("SELECT CAST((min(" + column + "), max(" + column + "), count(*) - count(" + column
                            + ")) AS VARCHAR) FROM parquet")
                    .get(0);

            // The statistics are texts, so they are cast to the type of the column.
            String type = expectedTypes().get(column);
            assertThat(list("SELECT CAST((min(CAST(stats_min_value AS " + type + ")), max(CAST(stats_max_value AS "
                            + type
                            + ")), CAST(sum(stats_null_count) AS BIGINT)) AS VARCHAR)"
                            + " FROM parquet_metadata('rows.parquet') WHERE path_in_schema = '" + column + "'"))
                    .as(column)
                    .containsExactly(whole);
        }
    }

    @Test
    void onlyValuesThatRepeatHaveADictionary() throws Exception {
        Rows rows = new Rows(0, ALL_ACCOUNTS, SEVERAL_ROW_GROUPS, RecordFields.CORE);
        rows.writeParquet(directory.resolve("rows.parquet"), Compression.GZIP);

        assertThat(list("SELECT path_in_schema FROM parquet_metadata('rows.parquet')"
                        + " WHERE row_group_id = 0 AND encodings NOT LIKE '%RLE_DICTIONARY%'"))
                .containsExactly("transaction_id", "transaction_amount_vnd", "transaction_timestamp", "npl_flag");
        assertThat(list("SELECT DISTINCT compression FROM parquet_metadata('rows.parquet')"))
                .containsExactly("GZIP");
    }

    @Test
    void accountsOfALargeBankHaveNoDictionary() throws Exception {
        Rows rows = new Rows(0, Bank.MAX_ACCOUNTS, 130_000, RecordFields.CORE);
        rows.writeParquet(directory.resolve("rows.parquet"), Compression.NONE);
        rows.writeCsv(directory.resolve("rows.csv"));

        assertThat(list("SELECT encodings FROM parquet_metadata('rows.parquet') WHERE path_in_schema = 'account_id'"))
                .containsExactly("PLAIN, RLE", "PLAIN, RLE");
        assertThat(number("SELECT count(*) FROM 'rows.parquet' a POSITIONAL JOIN 'rows.csv' b"
                        + " WHERE a.account_id <> b.account_id OR a.total_loans_vnd <> b.total_loans_vnd"))
                .isZero();
        assertThat(number("SELECT count(DISTINCT account_id) FROM 'rows.parquet'"))
                .isGreaterThan(Dictionary.MAX_SIZE);
    }

    @Test
    void fileWithoutRowsHasItsColumns() throws Exception {
        new Rows(1, ALL_ACCOUNTS, 0, ALL_FIELDS).writeParquet(directory.resolve("rows.parquet"), Compression.NONE);

        assertThat(columns("'rows.parquet'")).containsExactlyEntriesOf(expectedTypes());
        assertThat(number("SELECT count(*) FROM 'rows.parquet'")).isZero();
    }

    private String csvTypes() throws SQLException {
        return columns("parquet").entrySet().stream()
                .map(column -> "'" + column.getKey() + "': '" + column.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String difference() throws SQLException {
        return columns("parquet").keySet().stream()
                .map(name -> "a." + name + " IS DISTINCT FROM b." + name)
                .collect(Collectors.joining(" OR "));
    }

    private static Map<String, String> expectedTypes() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("transaction_id", "VARCHAR");
        columns.put("account_id", "VARCHAR");
        columns.put("branch_id", "INTEGER");
        columns.put("transaction_amount_vnd", "BIGINT");
        columns.put("transaction_hour", "INTEGER");
        columns.put("transaction_timestamp", "TIMESTAMP WITH TIME ZONE");
        columns.put("location_city", "VARCHAR");
        columns.put("device_id", "VARCHAR");
        columns.put("biometric_failure_count", "INTEGER");
        columns.put("transaction_frequency_5min", "INTEGER");
        columns.put("total_loans_vnd", "BIGINT");
        columns.put("num_transactions", "INTEGER");
        columns.put("npl_flag", "BOOLEAN");
        columns.put("total_deposits_vnd", "BIGINT");
        columns.put("transaction_fees_vnd", "BIGINT");
        columns.put("transaction_type", "VARCHAR");
        columns.put("channel", "VARCHAR");
        columns.put("counterparty_account_id", "VARCHAR");
        columns.put("counterparty_bank", "VARCHAR");
        columns.put("merchant_category", "VARCHAR");
        columns.put("is_fraud", "BOOLEAN");
        columns.put("fraud_type", "VARCHAR");
        columns.put("scenario_id", "VARCHAR");
        columns.put("scenario_type", "VARCHAR");
        columns.put("scenario_step", "INTEGER");
        columns.put("scenario_steps", "INTEGER");
        columns.put("scenario_role", "VARCHAR");
        columns.put("reported_fraud", "BOOLEAN");
        columns.put("reported_at", "TIMESTAMP WITH TIME ZONE");
        return columns;
    }

    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet described = sql.executeQuery("DESCRIBE FROM " + table)) {
            while (described.next()) {
                columns.put(described.getString("column_name"), described.getString("column_type"));
            }
        }
        return columns;
    }

    private long number(String query) throws SQLException {
        try (ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> list(String query) throws SQLException {
        List<String> list = new ArrayList<>();
        try (ResultSet result = sql.executeQuery(query)) {
            while (result.next()) {
                list.add(result.getString(1));
            }
        }
        return list;
    }
}
