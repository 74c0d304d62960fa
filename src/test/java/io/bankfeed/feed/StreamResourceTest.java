package io.bankfeed.feed;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.ServiceTest;
import io.bankfeed.streaming.EventStreamClient;
import io.bankfeed.streaming.EventStreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StreamResourceTest extends ServiceTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void headersAndACommentAreSentImmediately() throws IOException {
        configure("{\"frequency_seconds\": 3600}");
        try (EventStreamClient client = stream("/stream")) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("content-type")).isEqualTo("text/event-stream;charset=UTF-8");
            assertThat(client.header("cache-control")).isEqualTo("no-store");
            assertThat(client.header("x-accel-buffering")).isEqualTo("no");
            assertThat(client.bodyLine()).startsWith(":");
            assertThat(client.bodyLine()).isEqualTo("retry: 3000");
        }
    }

    @Test
    void labelledStreamHasTheSameBatches() throws IOException {
        configure("{\"frequency_seconds\": 0.01, \"batch_size\": 5, \"fraud_injection_rate\": 0.5}");
        given().post("/start");
        try (EventStreamClient labelled = stream("/stream?limit=20&labels=true")) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                events.add(requireNonNull(labelled.next()));
            }
            String before = requireNonNull(events.get(0).id());
            try (EventStreamClient raw = stream("/stream?limit=19&last_event_id=" + before)) {
                for (Event event : events.subList(1, 20)) {
                    Event same = requireNonNull(raw.next());
                    assertThat(same.id()).isEqualTo(event.id());
                    assertThat(same.data())
                            .isEqualTo(event.data()
                                    .replaceAll(",\"is_fraud\":(true|false),\"fraud_type\":\"[a-z_]+\"}", "}"));
                    assertThat(json.readTree(event.data()).get("transactions"))
                            .hasSize(5)
                            .allSatisfy(transaction -> assertThat(transaction).hasSize(17));
                }
            }
        }
    }

    @Test
    void streamsWithMoreFieldsHaveTheSameBatches() throws IOException {
        configure("{\"frequency_seconds\": 0.01, \"batch_size\": 5, \"fraud_injection_rate\": 0.5}");
        given().post("/start");
        try (EventStreamClient all = stream("/stream?limit=20&fields=extended&labels=full")) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                events.add(requireNonNull(all.next()));
            }
            String before = requireNonNull(events.get(0).id());
            try (EventStreamClient labelled = stream("/stream?limit=19&labels=true&last_event_id=" + before);
                    EventStreamClient extended = stream("/stream?limit=19&fields=extended&last_event_id=" + before)) {
                for (Event event : events.subList(1, 20)) {
                    String data = event.data().replaceAll(",\"scenario_id\":[^}]*}", "}");
                    assertThat(requireNonNull(labelled.next()).data())
                            .isEqualTo(data.replaceAll(",\"transaction_type\".*?(,\"is_fraud\")", "$1"));
                    assertThat(requireNonNull(extended.next()).data())
                            .isEqualTo(data.replaceAll(",\"is_fraud\":[^}]*}", "}"));
                    assertThat(json.readTree(event.data()).get("transactions"))
                            .hasSize(5)
                            .allSatisfy(transaction -> assertThat(transaction).hasSize(29));
                }
            }
        }
    }

    @Test
    void invalidFieldsStartNoFeed() {
        assertProblem(given().get("/stream?fields=all"), 400)
                .hasDetail("fields must be core or extended, but was \"all\".");
        assertThat(given().get("/status").jsonPath().getBoolean("streaming")).isFalse();
    }

    @Test
    void eventHasAnIdAndABatch() throws IOException {
        configure("{\"frequency_seconds\": 0.01, \"batch_size\": 5}");
        try (EventStreamClient client = stream("/stream?limit=2")) {
            Event event = requireNonNull(client.next());

            assertThat(event.event()).isNull();
            assertThat(event.id()).matches("[0-9a-z]+-\\d+");
            JsonNode batch = json.readTree(event.data());
            assertThat(batch.fieldNames()).toIterable().containsExactly("timestamp", "transactions");
            assertThat(batch.get("transactions"))
                    .hasSize(5)
                    .allSatisfy(transaction -> assertThat(transaction).hasSize(15));
            assertThat(client.next()).isNotNull();
            assertThat(client.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept:                                                   | text/event-stream",
                "Accept: text/event-stream;q=0, application/x-ndjson       | application/x-ndjson"
            })
    void unusualAcceptHeaderSelectsAFormat(String accept, String mediaType) throws Exception {
        try (EventStreamClient client = stream("/stream?limit=1", accept)) {
            assertThat(client.header("content-type")).isEqualTo(mediaType + ";charset=UTF-8");
        }
    }

    @Test
    void ndjsonIsSentIfAccepted() throws IOException {
        configure("{\"frequency_seconds\": 0.01, \"batch_size\": 2}");
        try (EventStreamClient client = stream("/stream?limit=3", "Accept: application/x-ndjson")) {
            assertThat(client.header("content-type")).isEqualTo("application/x-ndjson;charset=UTF-8");
            List<JsonNode> batches = new ArrayList<>();
            for (String line = client.bodyLine(); line != null; line = client.bodyLine()) {
                if (!line.isEmpty()) {
                    batches.add(json.readTree(line));
                }
            }
            assertThat(batches)
                    .hasSize(3)
                    .allSatisfy(batch -> assertThat(batch.get("transactions")).hasSize(2));
        }
    }

    @Test
    void subscribersStartAndEndTheFeed() throws IOException {
        configure("{\"frequency_seconds\": 0.01}");
        try (EventStreamClient client = stream("/stream")) {
            assertThat(client.ids(3)).hasSize(3);
            assertThat(isStreaming()).isTrue();
        }
        await().untilAsserted(() -> assertThat(isStreaming()).isFalse());
        assertThat(given().get("/status").jsonPath().getInt("subscribers")).isZero();
    }

    @Test
    void operatorStartsOnceAndStopsRepeatedly() {
        configure("{\"frequency_seconds\": 0.01}");
        Response started = given().post("/start");
        assertThat(started.statusCode()).isEqualTo(200);
        assertThat(started.jsonPath().getString("message")).isEqualTo("Transaction streaming started");
        assertThat(started.jsonPath().getDouble("config.frequency_seconds")).isEqualTo(0.01);
        assertProblem(given().post("/start"), 400)
                .hasDetail(
                        "Stream is already running: stop it with POST /stop, or change it while it runs with PATCH /config.");

        long generated = given().get("/status").jsonPath().getLong("transactions_generated");
        await().until(() -> given().get("/status").jsonPath().getLong("transactions_generated") > generated + 10);

        assertThat(given().post("/stop").jsonPath().getString("message")).isEqualTo("Transaction streaming stopped");
        assertThat(given().post("/stop").statusCode()).isEqualTo(200);
        assertThat(isStreaming()).isFalse();
    }

    @Test
    void stoppedFeedTurnsResumingClientsAway() throws IOException {
        configure("{\"frequency_seconds\": 0.01}");
        String last;
        try (EventStreamClient client = stream("/stream")) {
            last = client.ids(3).get(2);
            given().post("/stop").then().statusCode(200);
            while (true) {
                Event event = client.next();
                if (event == null) {
                    break;
                }
                last = requireNonNull(event.id());
            }
        }
        try (EventStreamClient back = stream("/stream", "Last-Event-ID: " + last)) {
            assertThat(back.status()).isEqualTo(204);
        }
        assertThat(isStreaming()).isFalse();
        try (EventStreamClient fresh = stream("/stream?limit=1")) {
            assertThat(sequence(fresh.ids(1).get(0))).isGreaterThan(sequence(last));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                        4",
        "?last_event_id={4},                        ''",
        "?lastEventId={4},                          ''",
        "?last_event_id={0},                        4",
        "?last_event_id={4},                        0",
        "?last_event_id={0}&lastEventId={4},        ''",
        "?last_event_id=before-9&lastEventId={4},   ''",
        "?last_event_id={4}&lastEventId=,           ' '"
    })
    void resumesAfterTheLatestIdOfAnySpelling(String query, String header) throws IOException {
        configure("{\"frequency_seconds\": 0.005}");
        given().post("/start").then().statusCode(200);
        List<String> ids;
        try (EventStreamClient client = stream("/stream")) {
            ids = client.ids(6);
        }
        String path = "/stream" + query.replace("{0}", ids.get(0)).replace("{4}", ids.get(4));
        String id = header.isBlank() ? "" : ids.get(Integer.parseInt(header));
        try (EventStreamClient client = stream(path, "Last-Event-ID: " + id)) {
            assertThat(client.ids(1)).containsExactly(ids.get(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?last_event_id=", "?lastEventId=", "?last_event_id", "?last_event_id=&lastEventId="})
    void emptyIdIsTheSameAsNone(String query) throws IOException {
        try (EventStreamClient client = stream("/stream" + query, "Last-Event-ID:")) {
            assertThat(requireNonNull(client.next()).event()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limt=3", "label=true", "Limit=3", "limit=3&limit=3", "lastEventId=&lastEventId="})
    void unknownOrRepeatedParameterIsRejected(String query) {
        assertProblem(given().get("/stream?" + query), 400).blames(query.substring(0, query.indexOf('=')));
        assertThat(isStreaming()).isFalse();
    }

    @Test
    void idFromAnEarlierRunCausesAGap() throws IOException {
        configure("{\"frequency_seconds\": 0.005}");
        given().post("/start").then().statusCode(200);
        try (EventStreamClient client = stream("/stream", "Last-Event-ID: before-12")) {
            Event gap = requireNonNull(client.next());
            assertThat(gap.event()).isEqualTo("gap");
            JsonNode data = json.readTree(gap.data());
            assertThat(data.get("reason").asText()).isEqualTo("restarted");
            assertThat(data.get("requested").asText()).isEqualTo("before-12");
            assertThat(requireNonNull(client.next()).id())
                    .isEqualTo(data.get("resumed_from").asText());
        }
    }

    @Test
    void reconnectingSubscriberGetsEachEventOnce() throws IOException {
        configure("{\"frequency_seconds\": 0.002}");
        given().post("/start").then().statusCode(200);
        Random random = new Random(50);
        List<Long> sequences = new ArrayList<>();
        String last = null;
        for (int cut = 0; cut <= 50; cut++) {
            try (EventStreamClient client =
                    last == null ? stream("/stream") : stream("/stream", "Last-Event-ID: " + last)) {
                for (String id : client.ids(1 + random.nextInt(20))) {
                    sequences.add(sequence(id));
                    last = id;
                }
                if (random.nextBoolean()) {
                    client.reset();
                }
            }
        }
        long first = sequences.get(0);
        assertThat(sequences)
                .isEqualTo(LongStream.range(first, first + sequences.size())
                        .boxed()
                        .toList());
    }

    @Test
    void deadAndSlowSubscribersDoNotAffectOthers() throws Exception {
        configure("{\"frequency_seconds\": 0.02}");
        int events = 50;
        List<EventStreamClient> clients = new ArrayList<>();
        ExecutorService readers = Executors.newFixedThreadPool(198);
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(stream("/stream"));
            }
            assertThat(given().get("/status").jsonPath().getInt("subscribers")).isEqualTo(200);
            // All clients have subscribed by now.
            long from = given().get("/status").jsonPath().getLong("feed.sequence") + 1;
            clients.get(0).reset();
            List<Future<List<Long>>> seen = new ArrayList<>();
            for (EventStreamClient client : clients.subList(2, 200)) {
                seen.add(readers.submit(() -> {
                    List<Long> sequences = new ArrayList<>();
                    while (sequences.size() < events) {
                        long sequence = sequence(client.ids(1).get(0));
                        if (sequence >= from) {
                            sequences.add(sequence);
                        }
                    }
                    return sequences;
                }));
            }
            List<Long> expected = LongStream.range(from, from + events).boxed().toList();
            for (Future<List<Long>> sequences : seen) {
                assertThat(sequences.get()).isEqualTo(expected);
            }
        } finally {
            readers.shutdownNow();
            for (EventStreamClient client : clients) {
                client.close();
            }
        }
        await().untilAsserted(() -> assertThat(given().get("/status").jsonPath().getInt("subscribers"))
                .isZero());
    }

    @Test
    void slowSubscriberIsDisconnectedAndOthersContinue() throws Exception {
        long before = slowDisconnects();
        // 5 MB per second, so that the reading client may fall more than a second behind on a busy machine.
        configure("{\"frequency_seconds\": 0.02, \"batch_size\": 200}");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (EventStreamClient stalled = stream("/stream");
                EventStreamClient reading = stream("/stream")) {
            assertThat(stalled.status()).isEqualTo(200);
            Future<List<String>> ids = executor.submit(() -> reading.ids(Integer.MAX_VALUE));
            await().atMost(Duration.ofSeconds(30)).until(() -> slowDisconnects() > before);

            assertThat(slowDisconnects()).isEqualTo(before + 1);
            assertThat(given().get("/status").jsonPath().getInt("subscribers")).isEqualTo(1);
            given().post("/stop").then().statusCode(200);
            List<Long> sequences =
                    ids.get().stream().map(StreamResourceTest::sequence).toList();
            assertThat(sequences)
                    .isEqualTo(LongStream.range(sequences.get(0), sequences.get(0) + sequences.size())
                            .boxed()
                            .toList());
            assertThat(sequences)
                    .last()
                    .isEqualTo(given().get("/status").jsonPath().getLong("feed.sequence"));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void newConfigurationAppliesToOpenStreams() throws IOException {
        configure("{\"frequency_seconds\": 3600}");
        try (EventStreamClient client = stream("/stream?limit=4")) {
            configure("{\"frequency_seconds\": 0.01, \"batch_size\": 3}");
            List<Long> sequences = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Event event = requireNonNull(client.next());
                assertThat(json.readTree(event.data()).get("transactions")).hasSize(3);
                sequences.add(sequence(requireNonNull(event.id())));
            }
            assertThat(sequences)
                    .isEqualTo(LongStream.range(sequences.get(0), sequences.get(0) + 4)
                            .boxed()
                            .toList());
            assertThat(client.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "1.5", "", "99999999999999999999"})
    void invalidLimitIsRejected(String limit) {
        assertProblem(given().queryParam("limit", limit).get("/stream"), 400)
                .hasDetail(
                        "limit must be a whole number of events, at least 1 and of at most 18 digits, or be omitted, but was \""
                                + limit + "\".")
                .blames("limit");
        assertThat(isStreaming()).isFalse();
    }

    @Test
    void invalidIdIsRejected() throws IOException {
        assertProblem(given().header("Last-Event-ID", "rubbish").get("/stream"), 400)
                .hasDetailStarting("Last-Event-ID must be the id of an event that was received")
                .blames("Last-Event-ID");
        assertProblem(given().header("Last-Event-ID", "x".repeat(100_000)).get("/stream"), 400)
                .blames("Last-Event-ID");
        assertProblem(given().queryParam("lastEventId", "rubbish").get("/stream"), 400)
                .blames("Last-Event-ID");
        String epoch = given().get("/status").jsonPath().getString("feed.epoch");
        assertProblem(given().header("Last-Event-ID", epoch + "-999999999").get("/stream"), 400)
                .blames("Last-Event-ID");
        assertProblem(given().header("Last-Event-ID", epoch + "-labels-1").get("/stream"), 400)
                .hasDetailStarting("Last-Event-ID must be the id of an event that was received, or be omitted, but \""
                        + epoch + "-labels-1\" is an id of another stream")
                .blames("Last-Event-ID");
        assertThat(isStreaming()).isFalse();
    }

    @Test
    void headRequestDoesNotStartTheFeed() {
        Response response = given().head("/stream");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("text/event-stream;charset=UTF-8");
        assertThat(isStreaming()).isFalse();
    }

    @Test
    void unsupportedMediaTypeIsNotAcceptable() {
        assertProblem(given().accept("text/html").get("/stream"), 406);
    }

    private static EventStreamClient stream(String path, String... headers) throws IOException {
        return new EventStreamClient(RestAssured.port, path, headers);
    }

    private static long slowDisconnects() {
        return given().get("/status").jsonPath().getLong("feed.disconnected_slow_subscribers");
    }

    private static boolean isStreaming() {
        return given().get("/status").jsonPath().getBoolean("streaming");
    }

    private static long sequence(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }
}
