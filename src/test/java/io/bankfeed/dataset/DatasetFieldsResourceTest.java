package io.bankfeed.dataset;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets with the fields of the payment and the full label. */
@QuarkusTest
class DatasetFieldsResourceTest extends ServiceTest {

    private static final String DATASET = "/datasets?seed=42&start=2026-01-01&rate=1.5&count=20000";
    private static final int CORE = 15;
    private static final int PAYMENT = 5;
    private static final int TRUTH = 2;

    /** A changed digest changes the dataset of every user, so the changelog must say so. */
    @ParameterizedTest
    @CsvSource({
        "json, 1dbcc995a2546d13e6d2103919cb21b7e0bbee69070d8e657f1df7eb8852d749",
        "ndjson, 5e9f696a9c5ff93a1c7b7c7e1c62ed0eff28bb749290635e2c54014ca34340ac",
        "csv, 57b43a51c6a03ef41548816ce719e0609f124a011ee04b840c00b5a307c47502"
    })
    void datasetIsReproducibleToTheByte(String format, String sha256) {
        byte[] body = given().get(DATASET + "&fields=extended&labels=full&format=" + format)
                .asByteArray();

        assertThat(DatasetSpecs.sha256(body)).isEqualTo(sha256);
    }

    @Test
    void otherFieldsDoNotDependOnThePayment() {
        List<String[]> labelled = rows(DATASET + "&labels=true&format=csv");
        List<String[]> all = rows(DATASET + "&labels=full&fields=extended&format=csv");

        assertThat(all).hasSize(labelled.size());
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).hasSize(CORE + PAYMENT + TRUTH + 7);
            assertThat(Stream.concat(
                            Arrays.stream(all.get(i)).limit(CORE),
                            Arrays.stream(all.get(i)).skip(CORE + PAYMENT).limit(TRUTH)))
                    .containsExactly(labelled.get(i));
        }
    }

    @Test
    void headerOfCsvNamesTheFields() {
        assertThat(rows("/datasets?count=1&format=csv&fields=extended&labels=full")
                        .get(0))
                .endsWith(
                        "transaction_fees_vnd",
                        "transaction_type",
                        "channel",
                        "counterparty_account_id",
                        "counterparty_bank",
                        "merchant_category",
                        "is_fraud",
                        "fraud_type",
                        "scenario_id",
                        "scenario_type",
                        "scenario_step",
                        "scenario_steps",
                        "scenario_role",
                        "reported_fraud",
                        "reported_at");
    }

    @Test
    void slicesConcatenateToTheWholeDataset() {
        String recipe = "/datasets?seed=-7&start=2026-01-01T20:00&rate=80&format=csv&fields=extended&labels=full";
        StringBuilder slices = new StringBuilder();
        for (int offset = 0; offset < 5000; offset += 1000) {
            slices.append(given().get(recipe + "&count=1000&offset=" + offset).asString());
        }

        assertThat(slices).hasToString(given().get(recipe + "&count=5000").asString());
    }

    @Test
    void partOfTheFraudIsReportedAfterADelay() throws Exception {
        int fraud = 0;
        int reported = 0;
        int wrongly = 0;
        for (JsonNode one : lines(DATASET + "&labels=full&fraud_injection_rate=0.2&format=ndjson")) {
            boolean isReported = one.get("reported_fraud").booleanValue();
            assertThat(one.get("reported_at").isNull()).isNotEqualTo(isReported);
            if (isReported) {
                // Both have the bank's offset, so that their order is that of the texts.
                assertThat(one.get("reported_at").textValue())
                        .isGreaterThan(one.get("transaction_timestamp").textValue());
            }
            fraud += one.get("is_fraud").booleanValue() ? 1 : 0;
            reported += isReported && one.get("is_fraud").booleanValue() ? 1 : 0;
            wrongly += isReported && !one.get("is_fraud").booleanValue() ? 1 : 0;
        }
        assertThat(reported / (double) fraud).isCloseTo(0.7, offset(0.04));
        assertThat(wrongly / (20_000.0 - fraud)).isCloseTo(0.002, offset(0.0015));
    }

    @Test
    void perfectReportsAreTheTruth() throws Exception {
        String perfect = "&labels=full&report_recall=1&report_delay_days=0&report_false_rate=0&format=ndjson";
        for (JsonNode one : lines(DATASET + perfect)) {
            assertThat(one.get("reported_fraud")).isEqualTo(one.get("is_fraud"));
            if (one.get("is_fraud").booleanValue()) {
                assertThat(one.get("reported_at")).isEqualTo(one.get("transaction_timestamp"));
            }
        }
        for (JsonNode one : lines(DATASET + "&labels=full&report_recall=0&report_false_rate=0&format=ndjson")) {
            assertThat(one.get("reported_fraud").booleanValue()).isFalse();
        }
    }

    @Test
    void headersNameTheParametersThatApply() {
        Response plain = given().head(DATASET + "&report_recall=0.1&fields=core");
        Response full = given().head(DATASET + "&labels=full&fields=extended&report_recall=0.1");

        assertThat(plain.header("X-Dataset-Labels")).isEqualTo("false");
        assertThat(plain.header("X-Dataset-Fields")).isNull();
        assertThat(plain.header("X-Dataset-Report-Recall")).isNull();
        assertThat(plain.header("Link")).isEqualTo(given().head(DATASET).header("Link"));
        assertThat(full.header("X-Dataset-Labels")).isEqualTo("full");
        assertThat(full.header("X-Dataset-Fields")).isEqualTo("extended");
        assertThat(full.header("X-Dataset-Report-Recall")).isEqualTo("0.1");
        assertThat(full.header("X-Dataset-Report-Delay-Days")).isEqualTo("3");
        assertThat(full.header("X-Dataset-Report-False-Rate")).isEqualTo("0.002");
        assertThat(full.header("Link"))
                .contains("&fields=extended&report_recall=0.1&report_delay_days=3&report_false_rate=0.002>");
        assertThat(full.header("Content-Disposition")).contains("_extended_labelled-full.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fields=all             | fields            | must be core or extended
        fields=                | fields            | must be core or extended
        labels=maybe           | labels            | must be false, true or full
        report_recall=1.1      | report_recall     | must be a number from 0 to 1
        report_recall=NaN      | report_recall     | must be a number from 0 to 1
        report_delay_days=-1   | report_delay_days | must be a number from 0 to 365
        report_delay_days=366  | report_delay_days | must be a number from 0 to 365
        report_false_rate=two  | report_false_rate | must be a number from 0 to 1
        """)
    void invalidParametersAreRefusedWithWhatIsAllowed(String query, String parameter, String allowed) {
        Response response = given().get("/datasets?count=5&" + query);

        assertProblem(response, 400).blames(parameter);
        assertThat(response.jsonPath().getString("detail")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report_recall=0", "report_recall=1", "report_delay_days=0", "report_delay_days=365"})
    void limitsAreInclusive(String query) {
        assertThat(given().get("/datasets?count=5&labels=full&" + query).statusCode())
                .isEqualTo(200);
    }

    private static List<String[]> rows(String path) {
        Response response = given().get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.asByteArray(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static List<JsonNode> lines(String path) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Response response = given().get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.asString().split("\n")) {
            lines.add(mapper.readTree(line));
        }
        assertThat(lines).hasSize(20_000);
        return lines;
    }
}
