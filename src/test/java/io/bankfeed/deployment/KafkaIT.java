package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.dataset.DatasetSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas write one bank to a broker, which starts after them. One of them and the broker are killed meanwhile. */
@Tag("smoke")
@Timeout(120)
class KafkaIT {

    private static final int LANES = 3;
    private static final int COUNT = 2_000;

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostDoubledOrOutOfOrder() throws Exception {
        KafkaBank bank = new KafkaBank("kafka", LANES, Map.of("BANKFEED_FREQUENCY_SECONDS", "0.05"));
        try (KafkaBroker broker = KafkaBroker.configured(Files.createDirectory(directory.resolve("broker")), Map.of());
                KafkaReplica first = KafkaReplica.start(directory.resolve("first"), broker, bank.environment());
                KafkaReplica second = KafkaReplica.start(directory.resolve("second"), broker, bank.environment())) {
            broker.begin();
            first.awaitReady();
            second.awaitReady().awaitMore(100).close();
            Process generate = generate(bank);
            first.awaitLanes(LANES);
            broker.kill();
            broker.restart();
            first.awaitMore(COUNT).end();

            bank.check(broker);
            assertThat(generate.waitFor(1, TimeUnit.MINUTES)).isTrue();
            KafkaTopic transactions = KafkaTopic.read(broker.address(), bank.topic());
            assertThat(transactions.reached()).isGreaterThan(COUNT);
            assertThat(transactions.sha256(0, COUNT)).isEqualTo(DatasetSpecs.sha256(Files.readAllBytes(generated())));
        }
    }

    /** Has the command line generate the beginning of the first lane. */
    private Process generate(KafkaBank bank) throws IOException {
        List<String> command = new ArrayList<>(bank.generate(directory, 0, COUNT));
        command.addAll(List.of("--output", generated().toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("generate.log").toFile())
                .start();
    }

    private Path generated() {
        return directory.resolve("lane.ndjson");
    }
}
