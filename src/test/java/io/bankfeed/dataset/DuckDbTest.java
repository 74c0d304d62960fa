package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ReportSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB reads datasets with the statements of the documentation. */
final class DuckDbTest {

    /** The files of the documentation. */
    private static final String CSV_FILE = "january.csv";

    private static final String NDJSON_FILE = "million.ndjson";

    private static final long TRANSACTIONS = 200_000;
    private static final double TEN_DAYS = 864_000;

    /** In percentage points: the standard deviation of a share of 5 % of 200,000 is 0.05. */
    private static final double SHARE_TOLERANCE = 0.1;

    /** In percentage points of the 10,000 frauds. */
    private static final double MIX_TOLERANCE = 1.0;

    @TempDir
    Path directory;

    /** 200,000 transactions over ten whole days. */
    @ParameterizedTest
    @EnumSource(names = {"CSV", "NDJSON"})
    void duckDbReadsEachTransactionWithItsTypes(DatasetFormat format) throws Exception {
        write(format, TRANSACTIONS);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connect(connection, "Asia/Ho_Chi_Minh")) {
            sql.execute(
                    format == DatasetFormat.CSV
                            ? "CREATE TABLE transactions AS FROM '" + CSV_FILE + "'"
                            : documented("CREATE TABLE"));
            sql.execute("CREATE TABLE t AS SELECT row_number() OVER () AS place, * FROM transactions");

            assertThat(columns(sql)).isEqualTo(expectedColumns());
            assertThat(number(sql, "count(*)")).isEqualTo(TRANSACTIONS);
            assertThat(number(sql, "count(DISTINCT transaction_timestamp::DATE)"))
                    .isEqualTo(10);
            assertThat(text(sql, "min(transaction_timestamp)::DATE")).isEqualTo("2026-01-01");
            assertThat(text(sql, "max(transaction_timestamp)::DATE")).isEqualTo("2026-01-10");
            assertThat(number(sql, "count_if(hour(transaction_timestamp) <> transaction_hour)"))
                    .isZero();
            assertThat(number(sql, "count_if(transaction_id <> printf('TXN_%08d', place))"))
                    .isZero();
            assertThat(number(sql, "count_if(is_fraud <> (fraud_type <> 'normal'))"))
                    .isZero();
            assertThat(number(
                            sql,
                            "count_if(earlier) FROM (SELECT transaction_timestamp <"
                                    + " lag(transaction_timestamp) OVER (ORDER BY place) AS earlier FROM t)"))
                    .isZero();

            assertThat(number(sql, "100 * avg(is_fraud::INT)")).isCloseTo(5, within(SHARE_TOLERANCE));
            assertThat(shareOfFraud(sql, "money_laundering")).isCloseTo(30, within(MIX_TOLERANCE));
            assertThat(shareOfFraud(sql, "account_takeover")).isCloseTo(25, within(MIX_TOLERANCE));
            assertThat(shareOfFraud(sql, "loan_fraud")).isCloseTo(25, within(MIX_TOLERANCE));
            assertThat(shareOfFraud(sql, "fee_manipulation")).isCloseTo(20, within(MIX_TOLERANCE));

            assertThat(hours(sql, "money_laundering")).isEqualTo("[0, 1, 2, 3, 23]");
            assertThat(hours(sql, "account_takeover")).isEqualTo("[2, 3, 4, 22, 23]");
            assertThat(hours(sql, "loan_fraud")).isEqualTo(hours(sql, "normal"));
            assertThat(number(sql, "count(DISTINCT transaction_hour)")).isEqualTo(24);
            assertThat(number(sql, "count_if(transaction_hour = 12) / count_if(transaction_hour = 3)"))
                    .as("midday over night")
                    .isGreaterThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Ho_Chi_Minh", "America/New_York"})
    void timesAreThoseOfTheFileInEveryTimeZone(String timeZone) throws Exception {
        write(DatasetFormat.CSV, 1000);
        write(DatasetFormat.NDJSON, 1000);
        List<Long> expected = Files.readAllLines(directory.resolve(CSV_FILE)).stream()
                .skip(1)
                .map(line -> OffsetDateTime.parse(line.split(",")[5]))
                .map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()))
                .toList();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connect(connection, timeZone)) {
            sql.execute(documented("CREATE TABLE"));

            assertThat(times(sql, "transactions")).isEqualTo(expected);
            assertThat(times(sql, "'" + CSV_FILE + "'")).isEqualTo(expected);
        }
    }

    @Test
    void documentedQueryCountsThePatterns() throws Exception {
        write(DatasetFormat.CSV, 1000);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connect(connection, "UTC");
                ResultSet counts = sql.executeQuery(documented("SELECT"))) {
            long sum = 0;
            while (counts.next()) {
                sum += counts.getLong(2);
            }
            assertThat(sum).isEqualTo(1000);
        }
    }

    @Test
    void parquetTellsItsRequest() throws Exception {
        DatasetSpec spec = DatasetSpecs.of(DatasetFormat.PARQUET, 40, 1000, true);
        Files.write(directory.resolve("slice.parquet"), DatasetSpecs.whole(spec));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connect(connection, "UTC");
                ResultSet entries = sql.executeQuery(
                        "SELECT decode(key), decode(value) FROM parquet_kv_metadata('slice.parquet')")) {
            Map<String, String> metadata = new LinkedHashMap<>();
            while (entries.next()) {
                metadata.put(entries.getString(1), entries.getString(2));
            }
            Map<String, String> expected = new LinkedHashMap<>();
            spec.parameters().forEach((name, value) -> expected.put("bankfeed." + name, value));
            assertThat(metadata).containsExactlyEntriesOf(expected).containsEntry("bankfeed.offset", "40");
        }
    }

    @Test
    void partsInParquetAreFilesOfOneTable() throws Exception {
        for (int i = 0; i < 3; i++) {
            DatasetSpec slice = DatasetSpecs.of(DatasetFormat.PARQUET, i * 700L, 700, false);
            Files.write(directory.resolve("slice" + i + ".parquet"), DatasetSpecs.whole(slice));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connect(connection, "UTC")) {
            sql.execute("CREATE TABLE t AS FROM 'slice*.parquet'");

            assertThat(number(sql, "count(DISTINCT transaction_id)")).isEqualTo(2100);
            assertThat(text(sql, "max(transaction_id)")).isEqualTo("TXN_00002100");
        }
    }

    /** A statement of the documentation, as it is there. */
    private static String documented(String beginning) throws IOException {
        String document = Files.readString(Path.of("docs", "datasets.md"));
        Matcher block = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(block.find()).isTrue();
        return Stream.of(block.group(1).split(";\\s*"))
                .filter(statement -> statement.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private Statement connect(Connection connection, String timeZone) throws SQLException {
        Statement sql = connection.createStatement();
        sql.execute("SET TimeZone = '" + timeZone + "'");
        sql.execute("SET file_search_path = '" + directory + "'");
        return sql;
    }

    private static List<Long> times(Statement sql, String source) throws SQLException {
        List<Long> times = new ArrayList<>();
        try (ResultSet result = sql.executeQuery("SELECT epoch_us(transaction_timestamp) FROM " + source)) {
            while (result.next()) {
                times.add(result.getLong(1));
            }
        }
        return times;
    }

    private void write(DatasetFormat format, long transactions) throws IOException {
        Bank bank = Bank.of(42);
        AsciiBuffer text = new AsciiBuffer(1 << 20);
        DatasetWriter writer = new DatasetWriter(
                new DatasetSpec(
                        new EventTimeSpec(
                                bank, 0.05, BankTime.parse("2026-01-01"), TRANSACTIONS / TEN_DAYS, FraudModel.TEXTBOOK),
                        transactions,
                        0,
                        Part.WHOLE,
                        RecordFields.LABELLED,
                        ReportSettings.DEFAULT,
                        format),
                text);
        try (OutputStream out =
                Files.newOutputStream(directory.resolve(format == DatasetFormat.CSV ? CSV_FILE : NDJSON_FILE))) {
            while (!writer.isComplete()) {
                writer.write(1000);
                text.writeTo(out);
                text.clear();
            }
        }
    }

    private static Map<String, String> expectedColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("transaction_id", "VARCHAR");
        columns.put("account_id", "VARCHAR");
        columns.put("branch_id", "BIGINT");
        columns.put("transaction_amount_vnd", "BIGINT");
        columns.put("transaction_hour", "BIGINT");
        columns.put("transaction_timestamp", "TIMESTAMP WITH TIME ZONE");
        columns.put("location_city", "VARCHAR");
        columns.put("device_id", "VARCHAR");
        columns.put("biometric_failure_count", "BIGINT");
        columns.put("transaction_frequency_5min", "BIGINT");
        columns.put("total_loans_vnd", "BIGINT");
        columns.put("num_transactions", "BIGINT");
        columns.put("npl_flag", "BOOLEAN");
        columns.put("total_deposits_vnd", "BIGINT");
        columns.put("transaction_fees_vnd", "BIGINT");
        columns.put("is_fraud", "BOOLEAN");
        columns.put("fraud_type", "VARCHAR");
        return columns;
    }

    private static Map<String, String> columns(Statement sql) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet described = sql.executeQuery("DESCRIBE t")) {
            while (described.next()) {
                columns.put(described.getString("column_name"), described.getString("column_type"));
            }
        }
        columns.remove("place");
        return columns;
    }

    private static double shareOfFraud(Statement sql, String pattern) throws SQLException {
        return number(sql, "100.0 * count_if(fraud_type = '" + pattern + "') / count_if(is_fraud)");
    }

    private static String hours(Statement sql, String type) throws SQLException {
        return text(sql, "list_sort(list(DISTINCT transaction_hour)) FROM t WHERE fraud_type = '" + type + "'");
    }

    private static double number(Statement sql, String expression) throws SQLException {
        try (ResultSet result = sql.executeQuery(query(expression))) {
            result.next();
            return result.getDouble(1);
        }
    }

    private static String text(Statement sql, String expression) throws SQLException {
        try (ResultSet result = sql.executeQuery(query(expression))) {
            result.next();
            return result.getString(1);
        }
    }

    private static String query(String expression) {
        return "SELECT " + expression + (expression.contains(" FROM ") ? "" : " FROM t");
    }
}
