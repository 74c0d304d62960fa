package io.bankfeed.scoring;

import static io.bankfeed.ServiceMetrics.metric;
import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.bankfeed.streaming.EventStreamClient;
import io.bankfeed.streaming.EventStreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ScoringResourceTest extends ServiceTest {

    private static final String NAME = "rules-v1";
    private static final String NDJSON = "application/x-ndjson";

    @BeforeEach
    @AfterEach
    void withoutDetectors() {
        PostedDetectors.deleteAll();
    }

    @Test
    void scoresAreJudged() {
        configure("{\"fraud_injection_rate\": 0.5}");
        JsonPath batch = given().get("/transactions/200?labels=true").jsonPath();
        List<String> ids = batch.getList("transactions.transaction_id");
        List<Boolean> frauds = batch.getList("transactions.is_fraud");

        Response answer = post(
                NAME,
                IntStream.range(0, 200)
                        .mapToObj(i -> score(ids.get(i), frauds.get(i) ? "0.93" : "0.07"))
                        .toList());

        assertThat(answer.asString())
                .isEqualTo("{\"accepted\":200,\"repeated\":0,\"late\":0,\"unknown\":0,\"evicted\":0}");
        JsonPath detector = detector(NAME);
        long fraud = frauds.stream().filter(one -> one).count();
        assertThat(detector.getInt("judged")).isEqualTo(200);
        assertThat(detector.getInt("pending")).isZero();
        assertThat(detector.getInt("fraud")).isEqualTo((int) fraud);
        assertThat(detector.getDouble("figures.pr_auc")).isEqualTo(1);
        assertThat(detector.getDouble("figures.roc_auc")).isEqualTo(1);
        assertThat(detector.getDouble("figures.at_threshold.f1")).isEqualTo(1);
        assertThat(detector.getDouble("figures.at_threshold.false_positive_rate"))
                .isZero();
        assertThat(detector.getDouble("blind")).isZero();
        assertThat(detector.getDouble("delay.median_seconds")).isBetween(0.000_1, 30.0);
        assertThat(detector.getDouble("floors.always.at_threshold.precision"))
                .isEqualTo(Math.rint(fraud / 200.0 * 1e6) / 1e6);
        assertThat(detector.getDouble("floors.never.at_threshold.recall")).isZero();
        assertThat(detector.getDouble("floors.random.at_threshold.recall")).isEqualTo(0.5);
        assertThat(detector.getDouble("floors.rule.at_threshold.f1")).isGreaterThan(0.95);
        assertThat(detector.getDouble("floors.amount.roc_auc")).isBetween(0.3, 1.0);
        assertThat(detector.<Object, Object>getMap("by_fraud_type").keySet())
                .isSubsetOf("account_takeover", "fee_manipulation", "loan_fraud", "money_laundering")
                .isNotEmpty();
        assertThat(detector.<Object, Object>getMap("by_scenario_type")).isEmpty();
    }

    @Test
    void thresholdAndBudgetAreParameters() {
        configure("{\"fraud_injection_rate\": 0}");
        List<String> ids = transactions(4);
        post(
                NAME,
                List.of(
                        score(ids.get(0), "0.2"),
                        score(ids.get(1), "0.4"),
                        score(ids.get(2), "0.4"),
                        score(ids.get(3), "0.6")));

        assertThat(detector(NAME).getDouble("figures.at_threshold.false_positive_rate"))
                .isEqualTo(0.25);
        assertThat(detector(NAME, "&threshold=0.4").getDouble("figures.at_threshold.false_positive_rate"))
                .isEqualTo(0.75);
        assertThat(detector(NAME, "&threshold=0.401").getDouble("figures.at_threshold.false_positive_rate"))
                .isEqualTo(0.25);
        assertThat(detector(NAME, "&alerts_per_day=1000000000000").getDouble("figures.at_budget.threshold"))
                .isEqualTo(0.2);
        // Half of the transactions of a day; of equal scores all or none
        assertThat(detector(NAME, "&alerts_per_day=50000").getDouble("figures.at_budget.threshold"))
                .isEqualTo(0.6);
        assertThat(detector(NAME).getDouble("figures.at_threshold.alerts_per_day"))
                .isEqualTo(21_600);
        assertThat(detector(NAME, "&alerts_per_day=0.001").getString("figures.at_budget.threshold"))
                .isNull();
        assertThat(detector(NAME).getString("figures.pr_auc"))
                .as("there is no fraud")
                .isNull();
    }

    @Test
    void judgementWaitsForTheLabel() {
        configure("{\"label_delay_seconds\": 3600}");
        List<String> ids = transactions(3);
        post(NAME, List.of(score(ids.get(0), "0.9"), score(ids.get(2), "0.9")));

        assertThat(detector(NAME).getInt("judged")).isZero();
        assertThat(detector(NAME).getInt("pending")).isEqualTo(3);
        assertThat(detector(NAME).getDouble("blind")).isEqualTo(1);

        configure("{\"label_delay_seconds\": 0}");

        // The second may still be scored.
        assertThat(detector(NAME).getInt("judged")).isEqualTo(2);
        assertThat(detector(NAME).getInt("pending")).isEqualTo(1);
    }

    @Test
    void linesMayHaveSeveralDetectors() {
        List<String> ids = transactions(2);
        String lines = line("a", ids.get(0), "0.1") + "\n\n" + line("b", ids.get(0), "1") + "\r\n"
                + line("a", ids.get(1), "0");

        Response answer = given().contentType(NDJSON)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/scores");

        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(3);
        assertThat(given().get("/scoreboard").jsonPath().getList("detectors.detector"))
                .containsExactly("a", "b");
    }

    @Test
    void firstScoreOfARequestCounts() {
        String id = transactions(1).get(0);

        assertThat(post(NAME, List.of(score(id, "0.9"), score(id, "0.1")))
                        .jsonPath()
                        .getInt("repeated"))
                .isEqualTo(1);
        assertThat(post("other", List.of(score(id, "0.9"), score("TXN_99999999", "0.9"), score("TXN_00000000", "1")))
                        .jsonPath()
                        .getInt("unknown"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1.1                | scores[1].score must be a number from 0 to 1, but was 1.1.
        -0.1               | scores[1].score must be a number from 0 to 1, but was -0.1.
        1e400              | scores[1].score must be a number from 0 to 1, but was 1E+400.
        "0.9"              | scores[1].score must be a number from 0 to 1, but was "0.9".
        null               | scores[1].score must be a number from 0 to 1, but was null.
        [1]                | scores[1].score must be a number from 0 to 1, but was an array.
        """)
    void malformedScoreRefusesTheRequestWhole(String score, String detail) {
        List<String> ids = transactions(2);

        assertProblem(post(NAME, List.of(score(ids.get(0), "0.5"), score(ids.get(1), score))), 400)
                .hasDetail(detail)
                .blames("scores[1].score");

        assertProblem(given().get("/scoreboard?detector=" + NAME), 404);
        assertThat(post(NAME, List.of(score(ids.get(0), "0.5"))).jsonPath().getInt("accepted"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0.5.5", ".5", "0x1", "+1"})
    void scoreThatIsNoJsonIsRefusedWithItsPlace(String score) {
        assertProblem(post(NAME, List.of(score("TXN_00000001", score))), 400)
                .hasDetailStarting("The body must be one JSON object, but it cannot be read at line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "0", "1", "1.0", "1e-999", "0.99999999999999999999"})
    void numbersFromZeroToOneAreScores(String score) {
        assertThat(post(NAME, List.of(score(transactions(1).get(0), score)))
                        .jsonPath()
                        .getInt("accepted"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                       | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was left out; scores must be an array of 1 to 10000 scores, but was left out.
        {"detector":"a","scores":[]}             | scores must be an array of 1 to 10000 scores, but was one of 0.
        {"detector":"a","scores":[7]}            | scores[0] must be an object with the keys transaction_id and score, but was 7.
        {"detector":"a","scores":[{"score":1}]}  | scores[0].transaction_id must be TXN_ and the number of a transaction, padded with zeros to 8 digits, such as TXN_00000042, but was left out.
        {"detector":"a","scores":[{"transaction_id":"TXN_00000001"}]} | scores[0].score must be a number from 0 to 1, but was left out.
        {"detector":"a","scores":[{"transaction_id":"TXN_1","score":1}]} | scores[0].transaction_id must be TXN_ and the number of a transaction, padded with zeros to 8 digits, such as TXN_00000042, but was "TXN_1".
        {"detector":"a","scores":[{"transaction_id":"TXN_00000001","score":1,"scores":2}]} | scores[0].scores is not a key here; the nearest is "score".
        {"detector":"../x","scores":[{"transaction_id":"TXN_00000001","score":1}]} | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was "../x".
        {"detector":"..","scores":[{"transaction_id":"TXN_00000001","score":1}]} | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was "..".
        {"detector":"stream","scores":[{"transaction_id":"TXN_00000001","score":1}]} | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was "stream".
        {"detector":"","scores":[{"transaction_id":"TXN_00000001","score":1}]} | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was "".
        []                                       | The body must be a JSON object with the keys detector and scores, but was an array.
        """)
    void malformedBodyIsRefused(String body, String detail) {
        assertProblem(given().contentType(ContentType.JSON).body(body).post("/scores"), 400)
                .hasDetail(detail);
        assertThat(given().get("/scoreboard").jsonPath().getList("detectors")).isEmpty();
    }

    @Test
    void malformedLineIsRefusedWithItsNumber() {
        String id = transactions(1).get(0);
        String first = line(NAME, id, "0.5") + "\n";

        assertProblem(lines(first + "\n" + line(NAME, id, "2")), 400)
                .hasDetail("line 3 score must be a number from 0 to 1, but was 2.");
        assertProblem(lines(first + line("../x", id, "1")), 400)
                .hasDetailStarting("line 2 detector must be 1 to 64 letters, digits,");
        assertProblem(lines(first + line(NAME, id, "0.93").substring(0, 40)), 400)
                .hasDetailStarting("Line 2 must be one JSON object, but it cannot be read at line 1, column ");
        assertProblem(lines(first + "7"), 400)
                .hasDetail("Line 2 must be a JSON object with the keys detector, transaction_id and score, but was 7.");
        assertProblem(lines("\n \r\n"), 400)
                .hasDetail("The body must have 1 to 10000 lines with a score, but had none.");
        assertThat(given().get("/scoreboard").jsonPath().getList("detectors")).isEmpty();
    }

    @Test
    void byteOrderMarkIsIgnored() {
        String id = transactions(1).get(0);
        byte[] body = ("\ufeff" + line(NAME, id, "0.5")).getBytes(StandardCharsets.UTF_8);

        assertThat(given().contentType(NDJSON)
                        .body(body)
                        .post("/scores")
                        .jsonPath()
                        .getInt("accepted"))
                .isEqualTo(1);
    }

    @Test
    void requestHasAtMostTenThousandScores() {
        List<String> scores = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            transactions(1000).forEach(id -> scores.add(score(id, "0.123456789")));
        }

        assertThat(post(NAME, scores).jsonPath().getInt("accepted")).isEqualTo(10_000);

        scores.add(score("TXN_00000001", "1"));
        assertProblem(post(NAME, scores), 400)
                .hasDetail("scores must be an array of 1 to 10000 scores, but was one of 10001.");
        String line = line(NAME, "TXN_00000001", "1") + "\n";
        assertProblem(lines(line.repeat(10_001)), 400)
                .hasDetail("The body must have 1 to 10000 lines with a score, but had more.");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_097_153, 3_000_000, 5_000_000})
    void bodyIsLimited(int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ' ');

        assertProblem(given().contentType(ContentType.JSON).body(body).post("/scores"), 413)
                .hasDetail("The body must be at most 2097152 bytes, but was " + bytes + ".");
    }

    @Test
    void otherMediaTypeIsRefused() {
        assertProblem(given().contentType("text/csv").body("a,b").post("/scores"), 415)
                .hasDetailStarting(
                        "The body must be application/json or application/x-ndjson, but the Content-Type was text/csv");
    }

    @Test
    void seventeenthDetectorIsRefused() {
        String id = transactions(1).get(0);
        for (int i = 1; i <= 16; i++) {
            post("d" + i, List.of(score(id, "1")));
        }

        assertProblem(post("d17", List.of(score(id, "1"))), 409)
                .hasDetailStarting("The scoreboard has its maximum of 16 detectors: d1, d2, d3, ");
        given().delete("/scoreboard/d1").then().statusCode(204);
        assertThat(post("d17", List.of(score(id, "1"))).statusCode()).isEqualTo(200);
    }

    @Test
    void detectorThatNeverPostedIsNotFound() {
        assertProblem(given().get("/scoreboard?detector=never"), 404)
                .hasDetail("No detector never has posted scores in this run of the service; none has.");
        post(NAME, List.of(score(transactions(1).get(0), "1")));
        assertProblem(given().get("/scoreboard/never/curve"), 404)
                .hasDetail("No detector never has posted scores in this run of the service; these have: rules-v1.");
        assertProblem(given().delete("/scoreboard/never"), 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /scoreboard?threshold=2         | threshold must be a number from 0 to 1, but was "2".
        /scoreboard?threshold=NaN       | threshold must be a number from 0 to 1, but was "NaN".
        /scoreboard?alerts_per_day=0    | alerts_per_day must be a number over 0 and at most 1000000000000, but was "0".
        /scoreboard?detector=a/b        | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was "a/b".
        /scoreboard/a~b/curve           | detector must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first, but was "a~b".
        """)
    void invalidParameterIsRefused(String path, String detail) {
        assertProblem(given().get(path), 400).hasDetail(detail);
    }

    @Test
    void curveHasPrecisionAndRecallAtEachThreshold() {
        configure("{\"fraud_injection_rate\": 1}");
        List<String> ids = transactions(2);
        post(NAME, List.of(score(ids.get(0), "0.2"), score(ids.get(1), "0.8")));

        JsonPath json = given().get("/scoreboard/" + NAME + "/curve").jsonPath();
        Response csv = given().accept("text/csv").get("/scoreboard/" + NAME + "/curve");

        assertThat(json.getList("points")).hasSize(101);
        assertThat(json.getList("points.recall", Double.class).subList(20, 22)).containsExactly(1.0, 0.5);
        assertThat(json.getString("points[81].precision")).isNull();
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString().lines().toList())
                .hasSize(102)
                .startsWith("threshold,precision,recall,alerts", "0.0,1.0,1.0,2")
                .endsWith("1.0,,0.0,0");
    }

    @Test
    void streamSendsTheScoreboardAtOnceAndWhenItChanges() throws IOException {
        String id = transactions(1).get(0);
        try (EventStreamClient client = new EventStreamClient(RestAssured.port, "/scoreboard/stream")) {
            assertThat(client.header("Content-Type")).startsWith("text/event-stream");
            Event first = requireNonNull(client.next());
            assertThat(JsonPath.from(first.data()).getList("detectors")).isEmpty();

            post(NAME, List.of(score(id, "1")));

            Event second = requireNonNull(client.next());
            assertThat(JsonPath.from(second.data()).getInt("detectors[0].judged"))
                    .isEqualTo(1);
            assertThat(second.id()).contains("-scoreboard-");
        }
    }

    @Test
    void streamMayBeLinesAndLimited() {
        Response lines = given().accept(NDJSON).get("/scoreboard/stream?limit=1");

        assertThat(lines.contentType()).startsWith(NDJSON);
        assertThat(lines.asString().lines()).hasSize(1);
        assertThat(JsonPath.from(lines.asString()).getDouble("deadline_seconds"))
                .isEqualTo(60);
    }

    @Test
    void metricsHaveTheDetector() {
        configure("{\"fraud_injection_rate\": 1}");
        String id = transactions(1).get(0);
        post(NAME, List.of(score(id, "1"), score(id, "1")));

        await().untilAsserted(() -> assertThat(metric("bankfeed_detector_recall{detector=\"" + NAME + "\",}"))
                .isEqualTo(1));
        assertThat(metric("bankfeed_scores_total{detector=\"" + NAME + "\",outcome=\"accepted\",}"))
                .isEqualTo(1);
        assertThat(metric("bankfeed_scores_total{detector=\"" + NAME + "\",outcome=\"repeated\",}"))
                .isEqualTo(1);

        given().delete("/scoreboard/" + NAME).then().statusCode(204);

        assertThat(given().get("/q/metrics").asString()).doesNotContain(NAME);
    }

    private static List<String> transactions(int count) {
        return given().get("/transactions/" + count).jsonPath().getList("transactions.transaction_id");
    }

    private static JsonPath detector(String name, String... parameters) {
        Response response = given().get("/scoreboard?detector=" + name + String.join("", parameters));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().setRootPath("detectors[0]");
    }

    private static Response lines(String lines) {
        return given().contentType(NDJSON)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/scores");
    }

    private static Response post(String detector, List<String> scores) {
        return given().contentType(ContentType.JSON)
                .body("{\"detector\":\"" + detector + "\",\"scores\":"
                        + scores.stream().collect(Collectors.joining(",", "[", "]")) + "}")
                .post("/scores");
    }

    private static String score(String id, String score) {
        return "{\"transaction_id\":\"" + id + "\",\"score\":" + score + "}";
    }

    private static String line(String detector, String id, String score) {
        return "{\"detector\":\"" + detector + "\"," + score(id, score).substring(1);
    }
}
