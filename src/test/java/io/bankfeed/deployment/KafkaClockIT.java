package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas whose clock is set while they write to Kafka, by libfaketime. Their monotonic clock goes on, as on a real machine. */
@Tag("kafka")
@Tag("long")
@Timeout(300)
@EnabledIf(value = "isLibraryInstalled", disabledReason = "libfaketime is not installed: apt-get install libfaketime")
class KafkaClockIT {

    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    @TempDir
    private Path directory;

    private KafkaBroker broker;

    static boolean isLibraryInstalled() {
        return Files.exists(LIBRARY);
    }

    @BeforeEach
    void startBroker() throws Exception {
        broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of());
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1h", "-1h"})
    void theFeedGoesOnAfterTheClockWasSet(String step) throws Exception {
        KafkaBank bank = new KafkaBank("clock", 4, Map.of());
        Path clock = directory.resolve("clock");
        Files.writeString(clock, "+0");
        try (KafkaReplica set = start("set", bank, clock);
                KafkaReplica other = KafkaReplica.start(directory.resolve("other"), broker, bank.environment())) {
            set.awaitReady().awaitLanes(2).awaitMore(200);
            other.awaitLanes(2);

            Files.writeString(clock, step);

            set.awaitMore(3_000);
            other.awaitMore(500);
            assertThat(set.post("/config", "{\"batch_size\": 90}").statusCode()).isEqualTo(200);
            await().atMost(KafkaReplica.MAX_WAIT)
                    .until(() -> other.config().path("batch_size").intValue() == 90);
            await().atMost(KafkaReplica.MAX_WAIT).until(set::isReady);
            assertThat(other.isReady()).isTrue();
            assertThat(other.counters().path("fenced").intValue()).isZero();
            if (step.startsWith("-")) {
                assertThat(set.service().log()).contains("The machine's clock was set back");
            }
            set.end();
            other.awaitLanes(4).awaitMore(500).end();
        }
        bank.check(broker);
    }

    private KafkaReplica start(String name, KafkaBank bank, Path clock) throws IOException {
        Map<String, String> environment = new HashMap<>(bank.environment());
        environment.put("LD_PRELOAD", LIBRARY.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        return KafkaReplica.start(directory.resolve(name), broker, environment);
    }
}
