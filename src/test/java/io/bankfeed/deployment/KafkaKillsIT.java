package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas write millions of transactions, and at random moments one of them or the broker is killed. {@code ./mvnw
 * -Pkafka verify} runs it. {@code -Dkafka.transactions} and {@code -Dkafka.kills} say how many at least, and {@code
 * -Dkafka.seed} repeats the moments of a run.
 */
@Tag("kafka")
@Tag("long")
@Timeout(value = 6, unit = TimeUnit.HOURS)
class KafkaKillsIT {

    private static final long TRANSACTIONS = Long.getLong("kafka.transactions", 10_000_000);
    private static final int KILLS = Integer.getInteger("kafka.kills", 10);
    private static final long SEED = Long.getLong("kafka.seed", System.nanoTime());

    private static final int REPLICAS = 3;
    private static final int LANES = 6;
    private static final int LABEL_DELAY_SECONDS = 60;

    @TempDir
    private Path directory;

    private final KafkaBank bank = new KafkaBank("kills", LANES, environment());
    private final List<KafkaReplica> replicas = new ArrayList<>();

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("BANKFEED_BATCH_SIZE", "1000");
        environment.put("BANKFEED_FREQUENCY_SECONDS", System.getProperty("kafka.frequency-seconds", "0.02"));
        environment.put("BANKFEED_LABEL_DELAY_SECONDS", Integer.toString(LABEL_DELAY_SECONDS));
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "6000");
        environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", "1000");
        return environment;
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrder() throws Exception {
        say("Seed %d", SEED);
        try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of())) {
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(replica(i, broker));
            }
            int kills = killUntilWritten(broker);
            for (KafkaReplica replica : replicas) {
                replica.end();
            }
            check(broker, kills);
        } finally {
            replicas.forEach(KafkaReplica::close);
        }
    }

    private int killUntilWritten(KafkaBroker broker) throws Exception {
        Random random = new Random(SEED);
        int kills = 0;
        long begin = System.nanoTime();
        for (long reached = 0; reached < TRANSACTIONS || kills < KILLS; reached = reached(broker)) {
            Thread.sleep(random.nextInt(40_000));
            int victim = random.nextInt(REPLICAS + 1);
            long downMillis = random.nextInt(8_000);
            if (victim == REPLICAS) {
                broker.kill();
                Thread.sleep(downMillis);
                broker.restart();
            } else {
                replicas.get(victim).close();
                Thread.sleep(downMillis);
                replicas.set(victim, replica(victim, broker));
            }
            kills++;
            say(
                    "%4d s: %,d transactions; kill %d: %s, for %d ms",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                    reached,
                    kills,
                    victim == REPLICAS ? "the broker" : "replica " + victim,
                    downMillis);
        }
        return kills;
    }

    private KafkaReplica replica(int number, KafkaBroker broker) throws IOException {
        return KafkaReplica.start(directory.resolve("replica-" + number), broker, bank.environment());
    }

    /** The number that all lanes have reached. */
    private long reached(KafkaBroker broker) {
        long reached = Long.MAX_VALUE;
        for (int lane = 0; lane < LANES; lane++) {
            reached = Math.min(reached, KafkaLane.lastNumber(broker.address(), bank.topic(), lane));
        }
        return reached;
    }

    private void check(KafkaBroker broker, int kills) throws Exception {
        long reached = reached(broker);
        long transactions = 0;
        long labels = 0;
        for (int lane = 0; lane < LANES; lane++) {
            KafkaLane written = new KafkaLane(LABEL_DELAY_SECONDS * 1_000_000L, reached);
            written.readTransactions(broker.address(), bank.topic(), lane);
            written.readLabels(broker.address(), bank.labelsTopic(), lane);
            Offline offline = offline(lane, reached);
            say(
                    "Lane %d: %,d transactions, %,d doubled, %,d missing, %,d out of order, SHA-256 %s; %,d labels",
                    lane,
                    written.transactions(),
                    written.doubled(),
                    offline.lines - written.upTo(),
                    written.outOfOrder(),
                    written.sha256(),
                    written.labels());
            assertThat(written.doubled()).isZero();
            assertThat(written.outOfOrder()).isZero();
            assertThat(written.upTo()).isEqualTo(offline.lines);
            assertThat(written.sha256()).isEqualTo(offline.sha256);
            assertThat(written.labelsAsWritten()).isEqualTo(written.labelsAsDue());
            assertThat(written.labels()).isPositive();
            transactions += written.transactions();
            labels += written.labels();
        }
        say("%d kills, %,d transactions, %,d labels, all as generated offline", kills, transactions, labels);
        assertThat(transactions).isGreaterThanOrEqualTo(TRANSACTIONS);
        assertThat(kills).isGreaterThanOrEqualTo(KILLS);
    }

    /** What the command line generates of a lane. */
    private record Offline(long lines, String sha256) {}

    private Offline offline(int lane, long count) throws Exception {
        Process generate = new ProcessBuilder(bank.generate(directory, lane, count))
                .redirectError(directory.resolve("generate.log").toFile())
                .start();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long lines = 0;
        try (InputStream content = generate.getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        assertThat(generate.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(generate.exitValue())
                .as(() -> Manifests.text(directory.resolve("generate.log")))
                .isZero();
        return new Offline(lines, HexFormat.of().formatHex(digest.digest()));
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
