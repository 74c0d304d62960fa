package io.bankfeed.labels;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.ServiceTest;
import io.bankfeed.streaming.EventStreamClient;
import io.bankfeed.streaming.EventStreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LabelsResourceTest extends ServiceTest {

    private static final String FORMAT =
            "must be TXN_ and the number of a transaction, padded with zeros to 8 digits, such as TXN_00000042";

    private static final Pattern STREAMED =
            Pattern.compile("\"transaction_id\":\"(TXN_\\d+)\".*?\"fraud_type\":\"([a-z_]+)\"}");
    private static final Pattern LOOKED_UP = Pattern.compile(
            "\"transaction_id\":\"(TXN_\\d+)\",\"is_fraud\":(?:true|false),\"fraud_type\":\"([a-z_]+)\"");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void labelIsKnownImmediatelyWithoutADelay() throws JsonProcessingException {
        configure("{\"fraud_injection_rate\": 1}");
        JsonNode batch = transactions(1);
        String id = batch.at("/transactions/0/transaction_id").textValue();

        Response response = given().get("/labels/" + id);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        JsonNode label = json.readTree(response.asString());
        assertThat(label.fieldNames())
                .toIterable()
                .containsExactly("transaction_id", "is_fraud", "fraud_type", "labelled_at");
        assertThat(label.get("transaction_id").textValue()).isEqualTo(id);
        assertThat(label.get("is_fraud").booleanValue()).isTrue();
        assertThat(label.get("fraud_type").textValue())
                .isIn("money_laundering", "account_takeover", "loan_fraud", "fee_manipulation");
        assertThat(instant(label.get("labelled_at"))).isAfterOrEqualTo(instant(batch.get("timestamp")));
    }

    @Test
    void normalTransactionHasTheNormalLabel() throws JsonProcessingException {
        configure("{\"fraud_injection_rate\": 0}");
        JsonNode label =
                json.readTree(given().get("/labels/" + lastId(transactions(1))).asString());

        assertThat(label.get("is_fraud").booleanValue()).isFalse();
        assertThat(label.get("fraud_type").textValue()).isEqualTo("normal");
    }

    @Test
    void labelIsPendingUntilTheDelayIsOver() throws JsonProcessingException {
        configure("{\"label_delay_seconds\": 3600}");
        JsonNode batch = transactions(1);
        String id = lastId(batch);
        Instant generated = instant(batch.get("timestamp"));

        Response early = given().get("/labels/" + id);
        assertProblem(early, 425).hasDetailStarting("The label of " + id + " is not known before ");
        assertThat(Integer.parseInt(early.header("Retry-After"))).isBetween(1, 3600);
        JsonNode pending = range(id, id).get("pending");
        assertThat(pending).hasSize(1);
        assertThat(instant(pending.at("/0/known_at"))).isAfterOrEqualTo(generated.plusSeconds(3600));

        configure("{\"label_delay_seconds\": 0.5}");
        await().until(() -> given().get("/labels/" + id).statusCode() == 200);

        Instant labelledAt = instant(range(id, id).at("/labels/0/labelled_at"));
        assertThat(labelledAt).isAfterOrEqualTo(generated.plusMillis(500)).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void streamSendsNoLabelBeforeItsDelayIsOver() throws IOException {
        configure("{\"label_delay_seconds\": 0.3}");
        Map<String, Instant> generated = new HashMap<>();
        try (EventStreamClient client = stream("/labels/stream?limit=20")) {
            for (int i = 0; i < 20; i++) {
                JsonNode batch = transactions(1);
                generated.put(lastId(batch), instant(batch.get("timestamp")));
            }
            for (int i = 0; i < 20; i++) {
                JsonNode label = json.readTree(requireNonNull(client.next()).data());
                Instant labelledAt = instant(label.get("labelled_at"));
                assertThat(labelledAt)
                        .isBeforeOrEqualTo(Instant.now())
                        .isAfterOrEqualTo(requireNonNull(generated.get(
                                        label.get("transaction_id").textValue()))
                                .plusMillis(300));
            }
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void knownLabelsStayKnownWhenTheDelayIncreases() throws JsonProcessingException {
        String id = lastId(transactions(1));
        String before = given().get("/labels/" + id).asString();
        configure("{\"label_delay_seconds\": 3600}");

        assertThat(given().get("/labels/" + id).asString()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "TXN_",
                "TXN_1234567",
                "TXN_0000000001",
                "TXN_1234567890123456789",
                "txn_00000001",
                "TXN_0000000x",
                "TXN_00000001 "
            })
    void malformedIdIsRejected(String id) {
        assertProblem(given().get("/labels/{id}", id), 400)
                .hasDetail("transaction_id " + FORMAT + ", but was \"" + id + "\".")
                .blames("transaction_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TXN_00000000", "TXN_99999999", "TXN_999999999999999999"})
    void unknownIdIsNotFound(String id) {
        assertProblem(given().get("/labels/" + id), 404)
                .hasDetail("There is no transaction " + id + " in this run of the service.");
    }

    @Test
    void rangeContainsEveryTransaction() throws JsonProcessingException {
        JsonNode known = transactions(1000);
        configure("{\"label_delay_seconds\": 3600}");
        JsonNode later = transactions(200);
        long first = number(firstId(known));

        JsonNode labels = range(firstId(known), id(first + 1299));

        assertThat(labels.fieldNames())
                .toIterable()
                .containsExactly("labels", "count", "pending", "evicted", "unknown");
        assertThat(labels.get("count").intValue()).isEqualTo(1000);
        assertThat(ids(labels.get("labels"))).isEqualTo(ids(known.get("transactions")));
        assertThat(ids(labels.get("pending"))).isEqualTo(ids(later.get("transactions")));
        assertThat(labels.get("evicted")).isEmpty();
        assertThat(labels.get("unknown")).hasSize(100);
        assertThat(labels.at("/unknown/0").textValue()).isEqualTo(id(first + 1200));
    }

    @Test
    void rangeIsLimitedToTenThousand() throws JsonProcessingException {
        String latest = given().get("/transaction").jsonPath().getString("transaction_id");
        long from = Math.max(0, Long.parseLong(latest.substring("TXN_".length())) - 9999);
        assertThat(range(id(from), id(from + 9999)).get("count").intValue()).isPositive();
        assertProblem(given().get("/labels?from=TXN_00000000&to=TXN_00010000"), 400)
                .hasDetail(
                        "to must be at most 9999 transactions after from, and not before it, but was \"TXN_00010000\".")
                .blames("to");
        assertProblem(given().get("/labels?from=TXN_00000002&to=TXN_00000001"), 400)
                .blames("to");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=TXN_00000001                                           | to",
                "to=TXN_00000001                                             | from",
                "from=&to=TXN_00000001                                       | from",
                "from&to=TXN_00000001                                        | from",
                "from=1&to=TXN_00000001                                      | from",
                "from=TXN_00000001&to=2                                      | to",
                "from=TXN_00000001&to=TXN_00000002&form=1                    | form",
                "from=TXN_00000001&from=TXN_00000001&to=TXN_00000002         | from",
                "from=TXN_00000001&to=TXN_00000002&to=TXN_00000002           | to",
            })
    void invalidRangeIsRejected(String query, String blamed) {
        assertProblem(given().get("/labels?" + query), 400).blames(blamed.split(","));
    }

    @Test
    void rangeIsRequired() {
        assertProblem(given().get("/labels"), 400).blames("from", "to");
    }

    @Test
    void unknownParameterIsRejectedWithTheNearest() {
        assertProblem(given().get("/labels?form=TXN_00000001&from=TXN_00000001&to=TXN_00000002"), 400)
                .hasDetail("form is not a parameter here; the nearest is \"from\".");
    }

    @Test
    void queryKeepsOrderAndRepetitions() throws JsonProcessingException {
        List<String> ids = ids(transactions(5).get("transactions"));
        List<String> requested = List.of(ids.get(3), ids.get(0), ids.get(3), "TXN_99999999", ids.get(4));

        JsonNode labels = json.readTree(query(json.writeValueAsString(Map.of("transaction_ids", requested)))
                .asString());

        assertThat(ids(labels.get("labels"))).containsExactly(ids.get(3), ids.get(0), ids.get(3), ids.get(4));
        assertThat(labels.get("count").intValue()).isEqualTo(4);
        assertThat(labels.at("/unknown/0").textValue()).isEqualTo("TXN_99999999");
    }

    @Test
    void queryIsLimitedToTenThousand() throws JsonProcessingException {
        List<String> requested = new ArrayList<>(Collections.nCopies(10_000, lastId(transactions(1))));
        Response response = query(json.writeValueAsString(Map.of("transaction_ids", requested)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.readTree(response.asString()).get("labels")).hasSize(10_000);

        requested.add("TXN_00000001");
        assertProblem(query(json.writeValueAsString(Map.of("transaction_ids", requested))), 400)
                .hasDetail("transaction_ids must be an array of 1 to 10000 ids, but was one of 10001.")
                .blames("transaction_ids");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"transaction_ids\": []}             | transaction_ids",
                "{\"transaction_ids\": \"TXN_00000001\"} | transaction_ids",
                "{\"transaction_ids\": null}           | transaction_ids",
                "{}                                    | transaction_ids",
                "{\"transaction_ids\": [1]}            | transaction_ids[0]",
                "{\"transaction_ids\": [\"TXN_00000001\", \"TXN_1\", null]} | transaction_ids[1],transaction_ids[2]",
                "{\"transaction_ids\": [\"TXN_00000001\"], \"ids\": []} | ids",
            })
    void invalidQueryIsRejected(String body, String blamed) {
        assertProblem(query(body), 400).blames(blamed.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "5",
                "{\"transaction_ids\": [\"TXN_00000001\"]} {}",
                "{\"transaction_ids\": [\"TXN_00000001\"], \"transaction_ids\": [\"TXN_00000001\"]}"
            })
    void malformedBodyIsRejected(String body) {
        assertProblem(query(body), 400).hasDetailStarting("The body must be ");
    }

    @Test
    void tooLargeBodyIsRejected() throws IOException, InterruptedException {
        String body = "{\"transaction_ids\": [\"TXN_99999999\"]}";
        assertThat(query(body + " ".repeat(262_144 - body.length())).statusCode())
                .isEqualTo(200);
        assertProblem(query(body + " ".repeat(262_145 - body.length())), 413)
                .hasDetail("The body must be at most 262144 bytes, but was 262145.");

        HttpRequest withoutLength = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/labels/query"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[300_000])))
                .build();
        assertThat(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(withoutLength, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void otherMediaTypeIsRejected() {
        assertProblem(given().contentType(ContentType.TEXT).body("{}").post("/labels/query"), 415);
    }

    @Test
    void headIsAnsweredWithoutABody() throws JsonProcessingException {
        String id = lastId(transactions(1));
        for (String path : List.of("/labels/" + id, "/labels?from=" + id + "&to=" + id, "/labels/stream")) {
            Response response = given().head(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.asString()).isEmpty();
        }
        assertProblem(given().accept("text/html").get("/labels/" + id), 406);
    }

    @Test
    void streamAndRangesHaveTheSameLabels() throws IOException {
        configure("{\"fraud_injection_rate\": 0.3}");
        int batches = 20;
        Map<String, JsonNode> streamed = new LinkedHashMap<>();
        List<JsonNode> generated = new ArrayList<>();
        try (EventStreamClient client = stream("/labels/stream?limit=" + batches * 1000)) {
            for (int i = 0; i < batches; i++) {
                generated.add(transactions(1000));
            }
            for (Event event = client.next(); event != null; event = client.next()) {
                JsonNode label = json.readTree(event.data());
                assertThat(event.event()).isNull();
                assertThat(number(requireNonNull(event.id())))
                        .isEqualTo(number(label.get("transaction_id").textValue()));
                streamed.put(label.get("transaction_id").textValue(), label);
            }
        }
        List<JsonNode> ranged = new ArrayList<>();
        for (JsonNode batch : generated) {
            range(firstId(batch), lastId(batch)).get("labels").forEach(ranged::add);
        }
        assertThat(streamed).hasSize(batches * 1000);
        assertThat(new ArrayList<>(streamed.values())).isEqualTo(ranged);
    }

    @Test
    void labelsMatchTheCountsInStatus() throws JsonProcessingException {
        configure("{\"fraud_injection_rate\": 0.2}");
        Map<String, Long> before = byPattern();
        long first = 0;
        long last = 0;
        for (int i = 0; i < 30; i++) {
            JsonNode batch = transactions(1000);
            first = first == 0 ? number(firstId(batch)) : first;
            last = number(lastId(batch));
        }
        assertThat(last - first).isEqualTo(29_999);

        Map<String, Long> counts = new HashMap<>();
        for (long from = first; from <= last; from += 10_000) {
            JsonNode labels = range(id(from), id(from + 9_999));
            assertThat(labels.get("count").intValue()).isEqualTo(10_000);
            for (JsonNode label : labels.get("labels")) {
                String type = label.get("fraud_type").textValue();
                assertThat(label.get("is_fraud").booleanValue()).isNotEqualTo(type.equals("normal"));
                counts.merge(type, 1L, Long::sum);
            }
        }

        Map<String, Long> expected = byPattern();
        expected.replaceAll((pattern, count) -> count - requireNonNull(before.get(pattern)));
        assertThat(counts).isEqualTo(expected);
    }

    @Test
    void labelsMatchTheLabelledFeed() throws IOException {
        configure("{\"frequency_seconds\": 0.05, \"batch_size\": 1000, \"fraud_injection_rate\": 0.3}");
        Map<String, String> streamed = new LinkedHashMap<>();
        try (EventStreamClient feed = stream("/stream?labels=true&limit=30")) {
            for (Event event = feed.next(); event != null; event = feed.next()) {
                STREAMED.matcher(event.data()).results().forEach(one -> streamed.put(one.group(1), one.group(2)));
            }
        }
        assertThat(streamed.size()).isEqualTo(30_000);

        Map<String, String> lookedUp = new HashMap<>();
        long first = number(streamed.keySet().iterator().next());
        for (long from = first; from < first + 30_000; from += 10_000) {
            String labels = given().get("/labels?from=" + id(from) + "&to=" + id(from + 9_999))
                    .asString();
            LOOKED_UP.matcher(labels).results().forEach(one -> lookedUp.put(one.group(1), one.group(2)));
        }

        assertThat(lookedUp.equals(streamed)).isTrue();
        assertThat(new HashSet<>(streamed.values())).hasSize(5);
    }

    @Test
    void headersAndACommentAreSentImmediately() throws IOException {
        try (EventStreamClient client = stream("/labels/stream")) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("content-type")).isEqualTo("text/event-stream;charset=UTF-8");
            assertThat(client.header("cache-control")).isEqualTo("no-store");
            assertThat(client.header("x-accel-buffering")).isEqualTo("no");
            assertThat(client.bodyLine()).startsWith(":");
            assertThat(client.bodyLine()).isEqualTo("retry: 3000");
            assertThat(given().get("/status").jsonPath().getInt("truth.subscribers"))
                    .isEqualTo(1);
            assertThat(given().get("/status").jsonPath().getBoolean("streaming"))
                    .isFalse();
        }
        await().until(() -> given().get("/status").jsonPath().getInt("truth.subscribers") == 0);
    }

    @Test
    void ndjsonIsSentIfAccepted() throws IOException {
        try (EventStreamClient client = stream("/labels/stream?limit=3", "Accept: application/x-ndjson")) {
            assertThat(client.header("content-type")).isEqualTo("application/x-ndjson;charset=UTF-8");
            List<String> generated = ids(transactions(5).get("transactions"));
            List<String> labelled = new ArrayList<>();
            for (String line = client.bodyLine(); line != null; line = client.bodyLine()) {
                if (!line.isEmpty()) {
                    labelled.add(json.readTree(line).get("transaction_id").textValue());
                }
            }
            assertThat(labelled).isEqualTo(generated.subList(0, 3));
        }
    }

    @Test
    void labelStreamContinuesWhenTheFeedStops() throws IOException {
        configure("{\"frequency_seconds\": 0.01, \"label_delay_seconds\": 0.2}");
        given().post("/start").then().statusCode(200);
        try (EventStreamClient client = stream("/labels/stream")) {
            assertThat(client.ids(3)).hasSize(3);
            given().post("/stop").then().statusCode(200);
            String last = lastId(transactions(1));
            long labelled = 0;
            while (labelled < number(last)) {
                labelled = number(client.ids(1).get(0));
            }
            assertThat(labelled).isEqualTo(number(last));
        }
    }

    @Test
    void reconnectingSubscriberGetsEachLabelOnce() throws IOException {
        configure("{\"frequency_seconds\": 0.002, \"batch_size\": 3, \"label_delay_seconds\": 0.05}");
        given().post("/start").then().statusCode(200);
        Random random = new Random(20);
        List<Long> numbers = new ArrayList<>();
        String last = null;
        for (int cut = 0; cut <= 20; cut++) {
            try (EventStreamClient client =
                    last == null ? stream("/labels/stream") : stream("/labels/stream", "Last-Event-ID: " + last)) {
                for (String id : client.ids(1 + random.nextInt(200))) {
                    numbers.add(number(id));
                    last = id;
                }
                if (cut % 2 == 0) {
                    client.reset();
                }
            }
        }
        long first = numbers.get(0);
        assertThat(numbers)
                .isEqualTo(
                        LongStream.range(first, first + numbers.size()).boxed().toList());
    }

    @Test
    void resumesByParameter() throws IOException {
        JsonNode batch = transactions(5);
        String run = given().get("/status").jsonPath().getString("feed.epoch") + "-labels-";
        long first = number(firstId(batch));
        try (EventStreamClient client = stream("/labels/stream?limit=3&last_event_id=" + run + first)) {
            assertThat(client.ids(4)).containsExactly(run + (first + 1), run + (first + 2), run + (first + 3));
        }
    }

    @Test
    void idFromAnEarlierRunCausesAGap() throws IOException {
        transactions(1);
        try (EventStreamClient client = stream("/labels/stream", "Last-Event-ID: before-12")) {
            Event gap = requireNonNull(client.next());
            assertThat(gap.event()).isEqualTo("gap");
            assertThat(json.readTree(gap.data()).get("reason").textValue()).isEqualTo("restarted");
            assertThat(requireNonNull(client.next()).id())
                    .isEqualTo(json.readTree(gap.data()).get("resumed_from").textValue());
        }
    }

    @Test
    void invalidSubscriptionIsRejected() {
        String epoch = given().get("/status").jsonPath().getString("feed.epoch");
        assertProblem(given().header("Last-Event-ID", "rubbish").get("/labels/stream"), 400)
                .blames("Last-Event-ID");
        assertProblem(
                        given().header("Last-Event-ID", epoch + "-labels-999999999")
                                .get("/labels/stream"),
                        400)
                .blames("Last-Event-ID");
        assertProblem(given().get("/labels/stream?limit=0"), 400).blames("limit");
        assertProblem(given().accept("text/html").get("/labels/stream"), 406);
    }

    @Test
    void idOfTheFeedIsRejected() throws IOException {
        transactions(5);
        String fed;
        try (EventStreamClient client = new EventStreamClient(RestAssured.port, "/stream?limit=1")) {
            fed = client.ids(1).get(0);
        }
        assertProblem(given().header("Last-Event-ID", fed).get("/labels/stream"), 400)
                .blames("Last-Event-ID");
    }

    private JsonNode transactions(int count) throws JsonProcessingException {
        return json.readTree(given().get("/transactions/" + count).asString());
    }

    private JsonNode range(String from, String to) throws JsonProcessingException {
        Response response = given().get("/labels?from=" + from + "&to=" + to);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        return json.readTree(response.asString());
    }

    private static Response query(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/labels/query");
    }

    private Map<String, Long> byPattern() throws JsonProcessingException {
        Map<String, Long> counts = new HashMap<>();
        json.readTree(given().get("/status").asString())
                .get("by_pattern")
                .properties()
                .forEach(one -> counts.put(one.getKey(), one.getValue().longValue()));
        return counts;
    }

    private static String firstId(JsonNode batch) {
        return batch.at("/transactions/0/transaction_id").textValue();
    }

    private static String lastId(JsonNode batch) {
        JsonNode transactions = batch.get("transactions");
        return transactions.get(transactions.size() - 1).get("transaction_id").textValue();
    }

    private static List<String> ids(JsonNode all) {
        List<String> ids = new ArrayList<>();
        all.forEach(one -> ids.add(one.get("transaction_id").textValue()));
        return ids;
    }

    private static Instant instant(JsonNode timestamp) {
        return OffsetDateTime.parse(timestamp.textValue()).toInstant();
    }

    private static String id(long number) {
        return String.format("TXN_%08d", number);
    }

    /** The number in the id of a transaction or an event. */
    private static long number(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf(id.startsWith("TXN_") ? '_' : '-') + 1));
    }

    private static EventStreamClient stream(String path, String... headers) throws IOException {
        return new EventStreamClient(RestAssured.port, path, headers);
    }
}
