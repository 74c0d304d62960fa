package io.bankfeed.deployment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.streaming.EventStreamClient;
import io.bankfeed.streaming.EventStreamClient.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The streams of two replicas follow the same topics. */
class KafkaStreamsIT {

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;
    private static List<KafkaReplica> replicas;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of());
        replicas = new ArrayList<>();
        for (String name : List.of("first", "second")) {
            Map<String, String> settings =
                    Map.of("BANKFEED_SEED", "42", "BANKFEED_BATCH_SIZE", "20", "BANKFEED_FREQUENCY_SECONDS", "0.1");
            replicas.add(KafkaReplica.start(directory.resolve(name), broker, settings));
        }
        for (KafkaReplica replica : replicas) {
            replica.awaitReady();
        }
        // Until the lanes are shared, one of them may not be written.
        await().atMost(KafkaReplica.MAX_WAIT)
                .untilAsserted(() -> assertThat(replicas).allSatisfy(replica -> {
                    assertThat(replica.lanes()).hasSizeBetween(1, 2);
                    assertThat(replica.transactions()).isPositive();
                }));
    }

    @AfterAll
    static void stop() {
        replicas.forEach(KafkaReplica::close);
        broker.close();
    }

    @Test
    void streamResumesAtTheOtherReplicaAsInTheTopic() throws Exception {
        Map<String, List<Long>> streamed = new TreeMap<>();
        String last = null;
        for (int turn = 0; turn < 6; turn++) {
            int port = replicas.get(turn % 2).service().port();
            try (EventStreamClient client = last == null
                    ? new EventStreamClient(port, "/stream")
                    : new EventStreamClient(port, "/stream", "Last-Event-ID: " + last)) {
                for (int i = 0; i < 5; i++) {
                    Event event = requireNonNull(client.next());
                    last = event.id();
                    for (JsonNode one : json.readTree(event.data()).path("transactions")) {
                        streamed.computeIfAbsent(one.path("account_id").asText(), account -> new ArrayList<>())
                                .add(Long.parseLong(
                                        one.path("transaction_id").asText().substring(4)));
                    }
                }
            }
        }
        long first =
                streamed.values().stream().mapToLong(one -> one.get(0)).min().orElseThrow();
        long newest = streamed.values().stream()
                .mapToLong(one -> one.get(one.size() - 1))
                .max()
                .orElseThrow();

        KafkaTopic topic = KafkaTopic.read(broker.address(), "bankfeed.transactions");
        Map<String, List<Long>> written = new TreeMap<>();
        for (int lane = 0; lane < topic.lanes(); lane++) {
            List<ConsumerRecord<String, String>> records = topic.lane(lane);
            List<Long> ofLane = streamedOf(streamed, records);
            records.stream()
                    .filter(record -> KafkaTopic.numberOf(record) >= ofLane.get(0)
                            && KafkaTopic.numberOf(record) <= ofLane.get(ofLane.size() - 1))
                    .forEach(record -> written.computeIfAbsent(record.key(), account -> new ArrayList<>())
                            .add(KafkaTopic.numberOf(record)));
        }
        assertThat(newest).isGreaterThan(first + 100);
        assertThat(streamed).isEqualTo(written);
    }

    /** The numbers that were streamed of the accounts of a lane, in ascending order. */
    private static List<Long> streamedOf(
            Map<String, List<Long>> streamed, List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(ConsumerRecord::key)
                .distinct()
                .flatMap(account -> streamed.getOrDefault(account, List.of()).stream())
                .sorted()
                .toList();
    }

    @Test
    void labelsResumeAtTheOtherReplica() throws Exception {
        List<String> ids = new ArrayList<>();
        String last;
        try (EventStreamClient client =
                new EventStreamClient(replicas.get(0).service().port(), "/labels/stream")) {
            ids.add(labelled(client.next()));
            Event second = requireNonNull(client.next());
            ids.add(labelled(second));
            last = second.id();
        }
        try (EventStreamClient client =
                new EventStreamClient(replicas.get(1).service().port(), "/labels/stream", "Last-Event-ID: " + last)) {
            for (int i = 0; i < 50; i++) {
                ids.add(labelled(client.next()));
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        KafkaTopic labels = KafkaTopic.read(broker.address(), "bankfeed.labels");
        for (int lane = 0; lane < labels.lanes(); lane++) {
            List<String> ofLane = labels.lane(lane).stream()
                    .map(record -> record.value().replaceAll(".*(TXN_[0-9]+).*", "$1"))
                    .toList();
            List<String> streamed = ids.stream().filter(ofLane::contains).toList();
            assertThat(ofLane).containsSequence(streamed);
        }
    }

    private String labelled(Event event) throws Exception {
        return json.readTree(requireNonNull(event).data())
                .path("transaction_id")
                .asText();
    }

    @Test
    void idOfATopicThatWasMadeAgainGetsAGap() throws Exception {
        try (EventStreamClient client = new EventStreamClient(
                replicas.get(0).service().port(), "/stream", "Last-Event-ID: kafka-0.0.99999999")) {
            Event gap = requireNonNull(client.next());
            assertThat(gap.event()).isEqualTo("gap");
            assertThat(gap.data())
                    .isEqualTo("{\"reason\":\"expired\",\"requested\":\"kafka-0.0.99999999\","
                            + "\"resumed_from\":\"kafka-0.0.0\"}");
        }
    }

    @Test
    void idOfAProcessGetsAGap() throws Exception {
        try (EventStreamClient client =
                new EventStreamClient(replicas.get(0).service().port(), "/stream", "Last-Event-ID: run7-12")) {
            assertThat(requireNonNull(client.next()).data()).startsWith("{\"reason\":\"restarted\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/stream?fields=extended, 400, bankfeed.transactions has no payments",
        "/stream?labels=true, 400, /labels/stream",
        "/labels/stream?labels=full, 400, has no scenarios",
        "/stream?last_event_id=kafka-1.2, 400, is not an id of this stream",
        "/stream?last_event_id=kafka-labels-1.2.3, 400, is not an id of this stream",
        "/transaction, 409, bankfeed.transactions",
        "/transactions/3, 409, bankfeed.transactions",
        "/labels/TXN_00000001, 409, bankfeed.labels",
        "/scoreboard, 409, bankfeed.labels"
    })
    void refusalSaysWhereToRead(String path, int status, String detail) throws Exception {
        assertThat(replicas.get(1).service().status(path)).isEqualTo(status);
        assertThat(replicas.get(1).service().body(path)).contains(detail);
    }
}
