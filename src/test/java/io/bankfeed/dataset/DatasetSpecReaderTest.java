package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.transaction.IsoTime;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetSpecReaderTest {

    private static final long NOW = IsoTime.micros("2026-11-22T10:00:00+07:00");

    private static final String HUGE_WEIGHT = "1" + "0".repeat(308);

    @ParameterizedTest
    @CsvSource({
        "30, 25, 25, 20, 0.05",
        "1e9, 12345678901234.5, 0, 0, 1e-40",
        "0.1234567890123, 0.30000000000000004, 1e-300, 4.9e-324, 4.9e-324",
        "1e300, 1e307, 3, 0, 0.30000000000000004"
    })
    void queryRepeatsTheSpec(double laundering, double takeover, double loan, double fee, double fraudRate) {
        Bank live = bank(weights(laundering, takeover, loan, fee));
        DatasetSpec spec = read("format=csv", live, fraudRate);

        DatasetSpec again = read(spec.query().substring(1), bank(weights(1, 2, 3, 4)), 0.5);

        assertThat(again).isEqualTo(spec);
        assertThat(again.query()).isEqualTo(spec.query());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loan_fraud:" + "1e3",
                "loan_fraud:1.",
                "loan_fraud:.5",
                "loan_fraud:Infinity",
                "money_laundering:0,account_takeover:0,loan_fraud:0,fee_manipulation:0"
            })
    void invalidWeightIsRefused(String weights) {
        assertRefused("format=csv&fraud_weights=" + weights, "fraud_weights");
    }

    @Test
    void infiniteWeightsAreRefused() {
        assertRefused("format=csv&fraud_weights=loan_fraud:" + "9".repeat(350), "fraud_weights");
        assertRefused(
                "format=csv&fraud_weights=loan_fraud:" + HUGE_WEIGHT + ",fee_manipulation:" + HUGE_WEIGHT,
                "fraud_weights");
    }

    @Test
    void weightWithTooManyDigitsIsRejected() {
        assertRefused("format=csv&fraud_weights=loan_fraud:" + "0".repeat(401), "fraud_weights");
    }

    @Test
    void hugeWeightIsAccepted() {
        assertThat(read("format=csv&fraud_weights=loan_fraud:" + HUGE_WEIGHT)
                        .events()
                        .bank()
                        .fraudWeights())
                .containsEntry("loan_fraud", 1e308);
    }

    @ParameterizedTest
    @CsvSource({"1, 4e-12", "64, 2.5e-10", "65, 2.6e-10", "1, 2.5e-10"})
    void transactionsBeyondTheLastYearAreRefused(long count, String rate) {
        assertRefused("format=ndjson&start=2026-11-22&count=" + count + "&rate=" + rate, "rate");
    }

    @ParameterizedTest
    @CsvSource({"1, 2.6e-10", "64, 2.6e-10", "65, 5.1e-10"})
    void latestAllowedYearHasFourDigits(long count, String rate) {
        for (int seed = 0; seed < 100; seed++) {
            DatasetSpec spec =
                    read("format=ndjson&start=2026-11-22&seed=" + seed + "&count=" + count + "&rate=" + rate);

            assertThat(new String(DatasetSpecs.whole(spec), StandardCharsets.US_ASCII).lines())
                    .allMatch(line -> line.matches(".*\"transaction_timestamp\":\"[0-9]{4}-.*"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,       1,   2026-09-19",
        "64,      1,   2026-11-21",
        "1000,    1,   2026-11-20",
        "86400,   1,   2026-11-21",
        "86401,   2,   2026-11-19",
        "172800,  2,   2026-11-20",
        "1000000, 12,  2026-11-10"
    })
    void datasetWithoutRateAndStartSpansWholeDaysBeforeToday(long count, int days, String start) {
        DatasetSpec spec = read("format=ndjson&count=" + count);

        assertThat(spec.events().perSecond()).isEqualTo(count / (days * 86_400.0));
        assertThat(spec.events().startMicros()).isEqualTo(IsoTime.micros(start + "T00:00:00+07:00"));
        assertThat(spec.expectedFraudShare()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, 1000, 1024, 5000})
    void datasetWithoutStartEndsBeforeToday(long count) {
        for (int seed = 0; seed < 5; seed++) {
            DatasetSpec spec = read("format=csv&count=" + count + "&seed=" + seed);
            String last = new String(DatasetSpecs.whole(spec), StandardCharsets.US_ASCII)
                    .lines()
                    .skip(count)
                    .findFirst()
                    .orElseThrow();

            assertThat(last.split(",", -1)[5]).isLessThan("2026-11-22");
        }
    }

    @Test
    void manyTransactionsSpanAYear() {
        DatasetSpec spec = reader(100_000_000, bank(weights(30, 25, 25, 20)))
                .read(
                        parameters("format=csv&count=100000000"),
                        0.05,
                        FraudModel.TEXTBOOK,
                        NOW,
                        () -> DatasetFormat.JSON);

        assertThat(spec.events().perSecond()).isEqualTo(100_000_000 / (365 * 86_400.0));
        assertThat(spec.events().startMicros()).isEqualTo(IsoTime.micros("2025-11-22T00:00:00+07:00"));
    }

    @Test
    void startIsRequiredIfTheDatasetWouldBeginBefore1970() {
        assertThat(read("format=csv&count=64&rate=4e-8").events().startMicros()).isPositive();
        assertRefused("format=csv&count=64&rate=3e-8", "start");
        assertRefused("format=csv&rate=1e-300", "start");
    }

    @ParameterizedTest
    @CsvSource({"start=2026-01-01, rate", "rate=1, start"})
    void slicesRequireStartAndRate(String given, String missing) {
        assertRefused("format=csv&offset=1&" + given, missing);
        assertThat(read("format=csv&offset=0&" + given).offset()).isZero();
        assertThat(read("format=csv&offset=1&rate=1&start=2026-01-01").offset()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00, 1,    1000",
        "2026-01-01T12:00, 1,    1000",
        "2026-01-01T22:00, 0.5,  3000",
        "2026-01-01T00:00, 1,    50000",
        "2026-01-01T20:00, 0.01, 864"
    })
    void expectedFraudShareIsThatOfManyDatasets(String start, String rate, long count) {
        long fraud = 0;
        int datasets = (int) (200_000 / count);
        String query = "format=ndjson&labels=true&start=" + start + "&rate=" + rate + "&count=" + count + "&seed=";
        for (int seed = 0; seed < datasets; seed++) {
            String text = new String(DatasetSpecs.whole(read(query + seed)), StandardCharsets.US_ASCII);
            fraud += text.lines()
                    .filter(line -> line.contains("\"is_fraud\":true"))
                    .count();
        }
        double share = (double) fraud / (datasets * count);
        double expected = read(query + 1)
                .expectedFraudShare()
                .map(BigDecimal::doubleValue)
                .orElse(0.05);

        double standardError = Math.sqrt(expected * (1 - expected) / (datasets * count));
        assertThat(share).isCloseTo(expected, offset(5 * standardError));
    }

    @Test
    void expectedFraudShareIsToldIfItDiffersFromTheRate() {
        assertThat(read("format=csv&start=2026-01-01&rate=1&count=1000").expectedFraudShare())
                .hasValueSatisfying(share -> assertThat(share.doubleValue()).isBetween(0.2, 0.3));
        assertThat(read("format=csv&start=2026-01-01T12:00&rate=1&count=1000").expectedFraudShare())
                .hasValueSatisfying(share -> assertThat(share.doubleValue()).isLessThan(0.05));
        assertThat(read("format=csv&start=2026-01-01T12:34&rate=1&count=86400").expectedFraudShare())
                .isEmpty();
        assertThat(read("format=csv&start=2026-01-01&rate=1&count=1000&fraud_injection_rate=0")
                        .expectedFraudShare())
                .isEmpty();
        assertThat(read("format=csv&start=2026-01-01&rate=1&count=1000&fraud_injection_rate=1")
                        .expectedFraudShare())
                .isEmpty();
    }

    @Test
    void fieldsAndReportsAreNamedOnlyWhereTheyApply() {
        DatasetSpec plain = read("format=csv&seed=1&labels=true&fields=core&report_recall=0.1");
        DatasetSpec extended = read("format=csv&seed=1&fields=extended");
        DatasetSpec full =
                read("format=csv&seed=1&labels=full&report_recall=1&report_delay_days=0.5&report_false_rate=0");

        assertThat(plain.fields()).isEqualTo(RecordFields.LABELLED);
        assertThat(plain).isEqualTo(read("format=csv&seed=1&labels=true"));
        assertThat(plain.query()).endsWith("&labels=true&format=csv");
        assertThat(plain.fileName()).endsWith("_labelled.csv");
        assertThat(extended.fields()).isEqualTo(new RecordFields(true, LabelFields.NONE));
        assertThat(extended.query()).endsWith("&labels=false&format=csv&fields=extended");
        assertThat(extended.fileName()).endsWith("_extended.csv");
        assertThat(full.fields()).isEqualTo(new RecordFields(false, LabelFields.FULL));
        assertThat(full.reports()).isEqualTo(new ReportSettings(1, 0.5, 0));
        assertThat(full.query())
                .endsWith("&labels=full&format=csv&report_recall=1&report_delay_days=0.5&report_false_rate=0");
        assertThat(full.fileName()).endsWith("_labelled-full.csv");
        assertThat(read(full.query().substring(1))).isEqualTo(full);
        assertThat(read("format=csv&labels=full").reports()).isEqualTo(ReportSettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fields=all              | fields            | must be core or extended, but was "all"
        fields=                 | fields            | must be core or extended, but was ""
        labels=maybe            | labels            | must be false, true or full, but was "maybe"
        report_recall=1.1       | report_recall     | must be a number from 0 to 1, but was "1.1"
        report_recall=NaN       | report_recall     | must be a number from 0 to 1, but was "NaN"
        report_delay_days=-1    | report_delay_days | must be a number from 0 to 365, but was "-1"
        report_delay_days=366   | report_delay_days | must be a number from 0 to 365, but was "366"
        report_false_rate=-0.1  | report_false_rate | must be a number from 0 to 1, but was "-0.1"
        """)
    void invalidFieldsAndReportsAreRefused(String query, String parameter, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("format=csv&" + query))
                .satisfies(problem -> assertThat(problem.errors()).containsExactly(new FieldError(parameter, message)));
    }

    private static void assertRefused(String query, String parameter) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(query))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldError::field)
                        .containsExactly(parameter));
    }

    private static DatasetSpec read(String query) {
        return read(query, bank(weights(30, 25, 25, 20)), 0.05);
    }

    private static DatasetSpec read(String query, Bank live, double fraudRate) {
        return reader(1_000_000, live)
                .read(parameters(query), fraudRate, FraudModel.TEXTBOOK, NOW, () -> DatasetFormat.JSON);
    }

    private static DatasetSpecReader reader(long maxCount, Bank live) {
        return new DatasetSpecReader(maxCount, 10_000, live, ReportSettings.DEFAULT);
    }

    private static MultivaluedMap<String, String> parameters(String query) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] nameAndValue = parameter.split("=", 2);
            parameters.add(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static Bank bank(Map<String, Double> weights) {
        return new Bank(1, 4000, 1000, weights);
    }

    private static Map<String, Double> weights(double laundering, double takeover, double loan, double fee) {
        Map<String, Double> weights = new LinkedHashMap<>();
        List<Double> values = List.of(laundering, takeover, loan, fee);
        List<String> names = List.of("money_laundering", "account_takeover", "loan_fraud", "fee_manipulation");
        for (int i = 0; i < names.size(); i++) {
            weights.put(names.get(i), values.get(i));
        }
        return weights;
    }
}
