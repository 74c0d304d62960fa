package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.dataset.DatasetSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas write one bank to a broker. One of them and the broker are killed meanwhile. */
@Tag("smoke")
class KafkaIT {

    private static final int LANES = 3;
    private static final String START = "2026-03-02T08:00:00+07:00";

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostDoubledOrOutOfOrder() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of());
                PackagedService first = replica("first", broker)) {
            PackagedService second = replica("second", broker);
            first.awaitReady("/q/health/ready");
            second.awaitReady("/q/health/ready");
            await().atMost(Duration.ofMinutes(1)).until(() -> transactions(second) > 1_000);
            second.close();
            await().atMost(Duration.ofMinutes(1)).until(() -> lanes(first) == LANES);
            long before = transactions(first);
            broker.kill();
            broker.restart();
            await().atMost(Duration.ofMinutes(1)).until(() -> transactions(first) > before + 2_000);
            assertThat(first.endsWithin(Duration.ofSeconds(30))).isTrue();

            KafkaTopic transactions = KafkaTopic.read(broker.address(), "bankfeed.transactions");
            KafkaTopic labels = KafkaTopic.read(broker.address(), "bankfeed.labels");
            long reached = transactions.reached();
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(transactions.sha256(lane, reached))
                        .as("Lane %d", lane)
                        .isEqualTo(offline(lane, reached));
                assertThat(labels.numbers(lane)).isEqualTo(transactions.numbers(lane));
                for (ConsumerRecord<String, String> record : transactions.lane(lane)) {
                    assertThat(record.value()).contains("\"account_id\":\"" + record.key() + "\"");
                }
            }
        }
    }

    private PackagedService replica(String name, KafkaBroker broker) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("BANKFEED_KAFKA_ENABLED", "true");
        environment.put("BANKFEED_KAFKA_LANES", Integer.toString(LANES));
        environment.put("BANKFEED_KAFKA_START", START);
        environment.put("BANKFEED_SEED", "42");
        environment.put("BANKFEED_BATCH_SIZE", "100");
        environment.put("BANKFEED_FREQUENCY_SECONDS", "0.05");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.address());
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "6000");
        environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", "1000");
        return PackagedService.start(Files.createDirectories(directory.resolve(name)), environment);
    }

    private static long transactions(PackagedService service) throws IOException {
        return kafka(service).path("transactions").longValue();
    }

    private static int lanes(PackagedService service) throws IOException {
        return kafka(service).path("lanes").size();
    }

    private static JsonNode kafka(PackagedService service) throws IOException {
        return new ObjectMapper().readTree(service.body("/status")).path("kafka");
    }

    /** The digest of a lane that the command line generates. */
    private String offline(int lane, long count) throws IOException, InterruptedException {
        Path file = directory.resolve("lane-" + lane + ".ndjson");
        List<String> command = new ArrayList<>(PackagedService.command(directory, List.of()));
        command.addAll(List.of("generate", "--seed", "42", "--start", START, "--rate", "1"));
        command.addAll(List.of("--count", Long.toString(count), "--part", lane + 1 + "/" + LANES, "--by", "accounts"));
        command.addAll(List.of("--output", file.toString()));
        Path log = directory.resolve("generate.log");
        Process generate = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generate.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(generate.exitValue()).as(() -> Manifests.text(log)).isZero();
        return DatasetSpecs.sha256(Files.readAllBytes(file));
    }
}
