package io.bankfeed.settings;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConfigResourceTest extends ServiceTest {

    private static final String DEFAULTS = "{\"frequency_seconds\":1.0,\"fraud_injection_rate\":0.05,\"batch_size\":1,"
            + "\"label_delay_seconds\":0.0,\"difficulty\":0.0}";

    @Test
    void defaultsAreThoseOfTheOriginal() {
        assertThat(config()).isEqualTo(DEFAULTS);
    }

    @Test
    void postReplacesTheConfiguration() {
        Response response = post("{\"frequency_seconds\": 0.5, \"fraud_injection_rate\": 0.1, \"batch_size\": 5, "
                + "\"label_delay_seconds\": 2.5}");

        String changed = "{\"frequency_seconds\":0.5,\"fraud_injection_rate\":0.1,\"batch_size\":5,"
                + "\"label_delay_seconds\":2.5,\"difficulty\":0.0}";
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString()).isEqualTo("{\"message\":\"Configuration updated\",\"config\":" + changed + "}");
        assertThat(config()).isEqualTo(changed);
    }

    @Test
    void postSetsOmittedKeysToTheirDefaults() {
        post("{\"frequency_seconds\": 0.5, \"fraud_injection_rate\": 0.1, \"batch_size\": 5}");
        post("{\"batch_size\": 7}");

        assertThat(config())
                .isEqualTo("{\"frequency_seconds\":1.0,\"fraud_injection_rate\":0.05,\"batch_size\":7,"
                        + "\"label_delay_seconds\":0.0,\"difficulty\":0.0}");
    }

    @Test
    void patchKeepsOmittedKeys() {
        post("{\"frequency_seconds\": 0.5, \"fraud_injection_rate\": 0.1, \"batch_size\": 5, "
                + "\"label_delay_seconds\": 2.5}");
        Response response = given().contentType(ContentType.JSON)
                .body("{\"batch_size\": 7}")
                .patch("/config");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(config())
                .isEqualTo("{\"frequency_seconds\":0.5,\"fraud_injection_rate\":0.1,\"batch_size\":7,"
                        + "\"label_delay_seconds\":2.5,\"difficulty\":0.0}");
    }

    @ParameterizedTest
    @CsvSource({
        "frequency_seconds, 0.001",
        "frequency_seconds, 3600",
        "fraud_injection_rate, 0",
        "fraud_injection_rate, 1",
        "batch_size, 1",
        "batch_size, 1000",
        "batch_size, 5.0",
        "batch_size, 1e2",
        "label_delay_seconds, 0",
        "difficulty, 0",
        "difficulty, 0.5",
        "difficulty, 1",
        "label_delay_seconds, 31536000",
        "label_delay_seconds, 0.000001"
    })
    void limitsAreAllowed(String key, String value) {
        assertThat(post("{\"" + key + "\": " + value + "}").statusCode()).isEqualTo(200);
        assertThat(given().get("/config").jsonPath().getDouble(key)).isEqualTo(Double.parseDouble(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "fraud_injection_rate | 5        | must be a number from 0 to 1, but was 5",
                "fraud_injection_rate | -0.1     | must be a number from 0 to 1, but was -0.1",
                "fraud_injection_rate | \"NaN\"  | must be a number from 0 to 1, but was \"NaN\"",
                "fraud_injection_rate | null     | must be a number from 0 to 1, but was null",
                "fraud_injection_rate | {}       | must be a number from 0 to 1, but was an object",
                "frequency_seconds    | 0        | must be a number from 0.001 to 3600, but was 0",
                "frequency_seconds    | -1       | must be a number from 0.001 to 3600, but was -1",
                "frequency_seconds    | 1e308    | must be a number from 0.001 to 3600, but was 1E+308",
                "frequency_seconds    | 1e999    | must be a number from 0.001 to 3600, but was 1E+999",
                "frequency_seconds    | 0.0005   | must be a number from 0.001 to 3600, but was 0.0005",
                "frequency_seconds    | true     | must be a number from 0.001 to 3600, but was true",
                "label_delay_seconds  | -1       | must be a number from 0 to 31536000, but was -1",
                "label_delay_seconds  | 31536001 | must be a number from 0 to 31536000, but was 31536001",
                "label_delay_seconds  | \"5\"    | must be a number from 0 to 31536000, but was \"5\"",
                "difficulty           | -0.1     | must be a number from 0 to 1, but was -0.1",
                "difficulty           | 1.1      | must be a number from 0 to 1, but was 1.1",
                "difficulty           | \"hard\" | must be a number from 0 to 1, but was \"hard\"",
                "difficulty           | null     | must be a number from 0 to 1, but was null",
                "label_delay_seconds  | null     | must be a number from 0 to 31536000, but was null",
                "batch_size           | 0        | must be a whole number from 1 to 1000, but was 0",
                "batch_size           | 1001     | must be a whole number from 1 to 1000, but was 1001",
                "batch_size           | 1.5      | must be a whole number from 1 to 1000, but was 1.5",
                "batch_size           | \"5\"    | must be a whole number from 1 to 1000, but was \"5\"",
                "batch_size           | true     | must be a whole number from 1 to 1000, but was true",
                "batch_size           | [1]      | must be a whole number from 1 to 1000, but was an array",
                "batch_size           | 1000000000000000000000000000000 | must be a whole number from 1 to 1000, "
                        + "but was 1000000000000000000000000000000",
                "batch_size           | 1e999999999 | must be a whole number from 1 to 1000, but was 1E+999999999",
            })
    void invalidValuesAreRejected(String key, String value, String message) {
        String body = ("{\"frequency_seconds\": 2, \"batch_size\": 3, \"fraud_injection_rate\": 0.5, "
                        + "\"label_delay_seconds\": 4, \"difficulty\": 1}")
                .replaceFirst("(\"" + key + "\": )[0-9.]+", "$1" + value);

        assertProblem(rejected(body), 400).hasDetail(key + " " + message + ".").blames(key);
    }

    @Test
    void allInvalidKeysAreReported() {
        assertProblem(rejected("{\"frequency_seconds\": 0, \"fraud_rate\": 0.1, \"batch_size\": null}"), 400)
                .hasDetail("fraud_rate is not a key of the configuration; the nearest is \"fraud_injection_rate\"; "
                        + "frequency_seconds must be a number from 0.001 to 3600, but was 0; "
                        + "batch_size must be a whole number from 1 to 1000, but was null.")
                .blames("fraud_rate", "frequency_seconds", "batch_size");
    }

    @Test
    void problemOfAKeyThatResemblesNoneNamesAllKeys() {
        assertProblem(rejected("{\"x\": 1}"), 400)
                .hasDetail("x is not a key of the configuration; the keys are frequency_seconds, fraud_injection_rate, "
                        + "batch_size, label_delay_seconds, difficulty.");
    }

    @ParameterizedTest
    @CsvSource({
        "fraud_rate, fraud_injection_rate",
        "frequency, frequency_seconds",
        "batch, batch_size",
        "batchSize, batch_size",
        "label_delay, label_delay_seconds"
    })
    void problemOfAnUnknownKeyNamesTheNearestKey(String key, String nearest) {
        assertProblem(rejected("{\"" + key + "\": 1}"), 400)
                .hasDetail(key + " is not a key of the configuration; the nearest is \"" + nearest + "\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "",
                "   ",
                "5",
                "null",
                "{\"batch_size\": NaN}",
                "{} {}",
                "{\"batch_size\": 1,}",
                "nope",
                "{\"batch_size\": 1, \"batch_size\": 2}"
            })
    void bodiesOtherThanOneJsonObjectAreRejected(String body) {
        assertProblem(rejected(body), 400).hasDetailStarting("The body must be ");
    }

    @Test
    void positionOfADuplicateKeyIsReported() {
        assertProblem(rejected("{\"batch_size\": 1,\n \"batch_size\": 2}"), 400)
                .hasDetailStarting("The body must be one JSON object, but it cannot be read at line 2, column ");
    }

    @Test
    void trailingContentIsRejected() {
        assertProblem(rejected("{\"batch_size\": 1}\n{}"), 400)
                .hasDetail("The body must be one JSON object, but it cannot be read at line 2, column 1: "
                        + "something follows it.");
    }

    @Test
    void invalidUtf8IsRejected() {
        byte[] body = "{\"batch_size_\u00ff\": 1}".getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(given().contentType(ContentType.JSON).body(body).post("/config"), 400);
    }

    @Test
    void bodiesThatAreTooLargeAreRejected() {
        assertProblem(rejected(" ".repeat(1_000_000)), 413)
                .hasDetail("The body must be at most 65536 bytes, but was 1000000.");
        assertThat(post("{}" + " ".repeat(65_534)).statusCode()).isEqualTo(200);
        assertProblem(rejected("{}" + " ".repeat(65_535)), 413);
    }

    @Test
    void compressedBodiesAreRejected() {
        Response response = given().contentType(ContentType.JSON)
                .header("Content-Encoding", "gzip")
                .body("{}")
                .post("/config");

        assertProblem(response, 415).hasDetail("The body must not be encoded, but its Content-Encoding was gzip.");
        assertThat(response.header("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void otherMediaTypesAreRejected() {
        assertProblem(given().contentType(ContentType.TEXT).body("{}").post("/config"), 415)
                .hasDetailStarting("The body must be application/json, but the Content-Type was text/plain");
    }

    private static String config() {
        return given().get("/config").asString();
    }

    /** Posts an invalid body, and checks that it changes nothing. */
    private static Response rejected(String body) {
        String before = config();
        Response response = post(body);
        assertThat(config()).isEqualTo(before);
        return response;
    }

    private static Response post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/config");
    }
}
