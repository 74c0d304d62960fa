package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A replica of the packaged service that writes its feed to a broker. */
final class KafkaReplica implements AutoCloseable {

    static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final String READY = "/q/health/ready";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PackagedService service;

    private KafkaReplica(PackagedService service) {
        this.service = service;
    }

    /**
     * Starts it. A session lasts 2 s, unless the settings say otherwise.
     *
     * @param settings the environment besides
     */
    static KafkaReplica start(Path directory, KafkaBroker broker, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("BANKFEED_KAFKA_ENABLED", "true");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.address());
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "2000");
        environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", "300");
        environment.putAll(settings);
        return new KafkaReplica(PackagedService.start(Files.createDirectories(directory), environment));
    }

    PackagedService service() {
        return service;
    }

    KafkaReplica awaitReady() {
        service.awaitReady(READY);
        return this;
    }

    boolean isReady() {
        return service.status(READY) == 200;
    }

    /** Waits until it is not ready for a reason. */
    KafkaReplica awaitReason(String... parts) {
        await().atMost(MAX_WAIT)
                .untilAsserted(() -> assertThat(reason()).as(service::log).contains(parts));
        return this;
    }

    /** Waits until it does not take part for a reason. */
    void awaitReasonAndNoLane(String... parts) throws IOException {
        service.awaitReady("/q/health/live");
        awaitReason(parts);
        assertThat(lanes()).isEmpty();
    }

    /** Why it is not ready. */
    String reason() throws IOException {
        for (JsonNode check : JSON.readTree(service.body(READY)).path("checks")) {
            if (check.path("name").asText().equals("kafka")) {
                return check.path("data").path("reason").asText();
            }
        }
        return "";
    }

    /** The counters of {@code /status}. */
    JsonNode counters() throws IOException {
        return JSON.readTree(service.body("/status")).path("kafka");
    }

    long transactions() throws IOException {
        return counters().path("transactions").longValue();
    }

    List<Integer> lanes() throws IOException {
        return StreamSupport.stream(counters().path("lanes").spliterator(), false)
                .map(JsonNode::intValue)
                .toList();
    }

    /** Waits until it has a number of lanes. */
    KafkaReplica awaitLanes(int count) {
        await().atMost(MAX_WAIT)
                .untilAsserted(() -> assertThat(lanes()).as(service::log).hasSize(count));
        return this;
    }

    /** Waits until it has committed some more transactions. */
    KafkaReplica awaitMore(int count) throws IOException {
        long before = transactions();
        await().atMost(MAX_WAIT)
                .untilAsserted(
                        () -> assertThat(transactions()).as(service::log).isGreaterThanOrEqualTo(before + count));
        return this;
    }

    JsonNode config() throws IOException {
        return JSON.readTree(service.body("/config"));
    }

    HttpResponse<String> post(String path, String body) throws IOException {
        return service.send("POST", path, body);
    }

    /** Ends it as a container platform does. */
    void end() throws InterruptedException {
        assertThat(service.endsWithin(Duration.ofSeconds(10))).as(service::log).isTrue();
    }

    /** Ends it by SIGKILL. */
    @Override
    public void close() {
        service.close();
    }
}
