package io.bankfeed.deployment;

import static io.bankfeed.Matches.matches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with Kafka. Each test has topics of its own at one broker. */
@Tag("kafka")
@Timeout(300)
class KafkaFaultsIT {

    private static final Duration SESSION = Duration.ofSeconds(2);
    private static final Path DASHBOARD = Path.of("src", "main", "grafana", "bankfeed-kafka.json");

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;

    private final Map<String, KafkaReplica> replicas = new HashMap<>();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void killReplicas() throws Exception {
        replicas.values().forEach(KafkaReplica::close);
        broker.restart();
    }

    @Test
    void aReplicaStartsWithoutABrokerAndJoinsWhenItComes() throws Exception {
        broker.kill();
        KafkaReplica replica = start("late", bank("late", 2));
        replica.service().awaitReady("/q/health/live");
        replica.awaitReason("Kafka does not answer", "late.control");
        assertThat(replica.lanes()).isEmpty();
        for (String path : List.of("/config", "/start", "/stop")) {
            HttpResponse<String> response = replica.post(path, "{\"batch_size\": 7}");
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(response.body()).contains("kafka-unavailable", "late.control", "try again later");
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
        }
        assertThat(replica.config().path("batch_size").intValue()).isEqualTo(100);

        broker.restart();

        replica.awaitReady().awaitLanes(2).awaitMore(100);
        end(bank("late", 2), replica);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    @Tag("long")
    void aBrokerThatComesBackGetsTheRest(int seconds) throws Exception {
        KafkaBank bank = bank("away-" + seconds, 2);
        KafkaReplica replica = start("away", bank).awaitReady().awaitMore(100);

        broker.kill();
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        assertThat(replica.service().status("/q/health/live")).isEqualTo(200);
        broker.restart();

        replica.awaitMore(500).awaitLanes(2);
        await().atMost(KafkaReplica.MAX_WAIT).until(replica::isReady);
        end(bank, replica);
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void threeMinutesWithoutABrokerAreCountedOnce() throws Exception {
        KafkaBank bank = bank("minutes", 2);
        KafkaReplica first = start("first", bank).awaitReady().awaitMore(100);

        long killed = System.nanoTime();
        broker.kill();
        Thread.sleep(Duration.ofMinutes(3).toMillis());
        first.awaitReason("Kafka does not answer");
        broker.restart();

        first.awaitMore(500);
        await().atMost(KafkaReplica.MAX_WAIT).until(first::isReady);
        long skipped = first.counters().path("skipped").longValue();
        long awayMillis = Duration.ofNanos(System.nanoTime() - killed).toMillis();
        // 1,000 numbers a second, of which each of two lanes passes all, and some more at the start of the bank
        assertThat(skipped).isBetween(2L * 170_000, 2 * (awayMillis + 10_000));
        first.end();
        KafkaReplica second = start("second", bank).awaitReady().awaitLanes(2).awaitMore(100);
        assertThat(second.counters().path("skipped").longValue()).isLessThan(skipped / 2);
        end(bank, second);
    }

    @Test
    @Tag("long")
    void aBrokerWhoseDiskWasFullGetsTheRest() throws Exception {
        KafkaBank bank = bank("full", 2, "BANKFEED_BATCH_SIZE", "1000", "BANKFEED_FREQUENCY_SECONDS", "0.05");
        Path own = Files.createDirectory(directory.resolve("full-broker"));
        try (KafkaBroker full =
                KafkaBroker.configured(own, Map.of()).limitFiles(32).begin()) {
            KafkaReplica replica = KafkaReplica.start(directory.resolve("full"), full, bank.environment());
            replicas.put("full", replica);
            replica.awaitReady();
            await().atMost(KafkaReplica.MAX_WAIT).until(() -> full.log().contains("File too large"));
            await().atMost(KafkaReplica.MAX_WAIT).until(() -> !replica.isReady());
            assertThat(replica.service().status("/q/health/live")).isEqualTo(200);

            full.kill();
            full.limitFiles(0).restart();

            replica.awaitMore(1_000).awaitLanes(2);
            await().atMost(KafkaReplica.MAX_WAIT).until(replica::isReady);
            replica.end();
            bank.check(full);
        }
    }

    @Test
    void aReplicaEndsWithin5SecondsWithoutABroker() throws Exception {
        KafkaReplica replica = start("end", bank("end", 3)).awaitReady().awaitMore(100);
        broker.kill();
        replica.awaitReason("Kafka does not answer");
        assertThat(replica.post("/stop", "").statusCode()).isEqualTo(503);

        assertThat(replica.service().endsWithin(Duration.ofSeconds(5)))
                .as(replica.service()::log)
                .isTrue();
    }

    @Test
    void aBrokerAndAReplicaThatAreKilledLoseNothing() throws Exception {
        KafkaBank bank = bank("both", 2);
        start("both", bank).awaitReady().awaitMore(500).close();
        broker.kill();
        broker.restart();
        end(bank, start("both", bank).awaitReady().awaitLanes(2).awaitMore(500));
    }

    @Test
    void aPausedReplicaIsFencedAndWritesAgainLater() throws Exception {
        KafkaBank bank = bank("paused", 2);
        KafkaReplica paused = start("paused", bank).awaitReady().awaitMore(100);
        KafkaReplica other = start("other", bank).awaitReady().awaitLanes(1).awaitMore(100);

        paused.service().signal("STOP");
        other.awaitLanes(2).awaitMore(500);
        Thread.sleep(SESSION.toMillis());
        paused.service().signal("CONT");

        paused.awaitLanes(1).awaitMore(100);
        other.awaitLanes(1);
        assertThat(paused.counters().path("fenced").intValue()).isPositive();
        assertThat(other.counters().path("fenced").intValue()).isZero();
        end(bank, paused, other);
    }

    @Test
    @Tag("long")
    void aReplicaThatJoinsAndLeavesChangesNoTransaction() throws Exception {
        KafkaBank bank = bank("rebalance", 3, "BANKFEED_KAFKA_COMMIT_INTERVAL", "10s", "BANKFEED_BATCH_SIZE", "1000");
        KafkaReplica first = start("first", bank).awaitReady().awaitLanes(3);
        KafkaReplica second = start("second", bank);
        KafkaReplica third = start("third", bank);
        third.awaitReady().awaitLanes(1);
        second.awaitReady().awaitLanes(1);
        first.awaitLanes(1);
        second.end();
        third.awaitMore(100).end();
        end(bank, first.awaitLanes(3).awaitMore(1_000));
    }

    @Test
    void aReplicaWithoutALaneIsReady() throws Exception {
        KafkaBank bank = bank("spare", 2);
        KafkaReplica first = start("first", bank);
        KafkaReplica second = start("second", bank);
        KafkaReplica third = start("third", bank);
        List<KafkaReplica> all = List.of(first.awaitReady(), second.awaitReady(), third.awaitReady());
        await().atMost(KafkaReplica.MAX_WAIT).untilAsserted(() -> {
            assertThat(List.of(
                            first.lanes().size(),
                            second.lanes().size(),
                            third.lanes().size()))
                    .containsExactlyInAnyOrder(0, 1, 1);
            assertThat(all).allMatch(KafkaReplica::isReady);
        });
        end(bank, first, second, third);
    }

    @Test
    @Tag("long")
    void oneReplicaHas64Lanes() throws Exception {
        KafkaBank bank = bank("many", 64);
        end(bank, start("many", bank).awaitReady().awaitLanes(64).awaitMore(2_000));
    }

    @Test
    @Tag("long")
    void aDeletedTopicIsMissedAndCreatedAgain() throws Exception {
        KafkaBank bank = bank("deleted", 1);
        KafkaReplica replica = start("deleted", bank).awaitReady().awaitMore(100);
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(bank.topic(), bank.labelsTopic())).all().get();
        }
        await().atMost(KafkaReplica.MAX_WAIT).until(() -> partitions(bank.topic()) == 1);
        await().atMost(KafkaReplica.MAX_WAIT)
                .until(() -> KafkaTopic.read(broker.address(), bank.topic()).reached() > 100);
        end(bank, replica);
    }

    @Test
    @Tag("long")
    void morePartitionsThanLanesAreAnError() throws Exception {
        KafkaBank bank = bank("added", 2);
        KafkaReplica replica = start("added", bank).awaitReady().awaitMore(100);
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(bank.topic(), NewPartitions.increaseTo(4)))
                    .all()
                    .get();
        }
        String reason = bank.topic() + " has 4 partitions, but the bank was begun with 2";

        replica.awaitReason(reason, "delete the topics, or choose others");

        replica.awaitLanes(2).awaitMore(100);
        assertThat(replica.service().log()).contains(reason);
        assertThat(replica.service().status("/q/health/live")).isEqualTo(200);
        start("new", bank).awaitReasonAndNoLane(reason);
    }

    @Test
    void anotherBankIsRefused() throws Exception {
        KafkaBank bank = bank("two", 2);
        KafkaReplica first = start("first", bank);
        first.awaitReady().awaitMore(100);
        Map<String, String> others = Map.of(
                "BANKFEED_SEED", "43",
                "BANKFEED_DIFFICULTY", "0.5",
                "BANKFEED_LABEL_DELAY_SECONDS", "60",
                "BANKFEED_KAFKA_LABELS", "false",
                "BANKFEED_KAFKA_LANES", "3");
        KafkaReplica other = start("other", new KafkaBank("two", 3, others));

        other.awaitReasonAndNoLane(
                "seed is 43 here and 42 in the topic",
                "difficulty is 0.5 here and 0.0 in the topic",
                "label_delay_seconds is 60.0 here and 0.0 in the topic",
                "labels is false here and true in the topic",
                "lanes is 3 here and 2 in the topic");

        assertThat(other.service().log()).contains("This replica does not take part", "seed is 43 here");
        assertThat(other.post("/stop", "").statusCode()).isEqualTo(503);
        assertThat(other.transactions()).isZero();
        first.awaitLanes(2).awaitMore(100);
        end(bank, first);
    }

    @Test
    void rubbishInTheControlTopicIsIgnored() throws Exception {
        KafkaBank bank = bank("rubbish", 1);
        KafkaReplica replica = start("rubbish", bank).awaitReady().awaitMore(100);
        String topic = bank.controlTopic();
        produce(new ProducerRecord<>(topic, "pace", "{no JSON"));
        produce(new ProducerRecord<>(topic, "pace", "null"));
        produce(new ProducerRecord<>(topic, "pace", "{\"running\": false}"));
        produce(new ProducerRecord<>(
                topic,
                "pace",
                "{\"running\":true,\"frequency_seconds\":0,\"batch_size\":1,\"number\":1,\"at_micros\":1}"));
        produce(new ProducerRecord<>(topic, "other", "{}"));
        produce(new ProducerRecord<>(topic, "recipe", null));
        produce(new ProducerRecord<>(topic, "recipe", "{\"seed\": 1}"));
        await().atMost(KafkaReplica.MAX_WAIT)
                .untilAsserted(() -> assertThat(replica.service().log().split("is ignored", -1))
                        .as(replica.service()::log)
                        .hasSize(8));

        replica.awaitMore(500);

        // The compaction keeps the last record of each key.
        await().atMost(KafkaReplica.MAX_WAIT).untilAsserted(() -> {
            assertThat(last(bank, "recipe")).contains("\"seed\":42", "\"lanes\":1");
            assertThat(last(bank, "pace")).contains("\"frequency_seconds\":0.1");
        });
        replica.end();
        end(bank, start("next", bank).awaitReady().awaitMore(100));
    }

    @Test
    void aForeignRecordStopsItsLaneAlone() throws Exception {
        KafkaBank bank = bank("foreign", 2);
        start("first", bank).awaitReady().awaitMore(500).end();
        produce(new ProducerRecord<>(bank.topic(), 1, "ACC_001000", "{}"));

        KafkaReplica replica = start("second", bank);
        replica.service().awaitReady("/q/health/live");
        replica.awaitReason("Lane 1 does not write", "no header bankfeed-number");

        replica.awaitMore(100);
        assertThat(replica.service().log().split("Lane 1 begins again", -1)).hasSize(2);
    }

    @Test
    @Tag("long")
    void aLaneWhoseRecordsWereAllDeletedGoesOn() throws Exception {
        KafkaBank bank = bank("expired", 1);
        KafkaReplica first = start("first", bank).awaitReady().awaitMore(500);
        first.end();
        long reached = KafkaTopic.read(broker.address(), bank.topic()).reached();
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(bank.topic(), 0), RecordsToDelete.beforeOffset(-1),
                            new TopicPartition(bank.labelsTopic(), 0), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }

        start("second", bank).awaitReady().awaitMore(100).end();

        KafkaTopic transactions = KafkaTopic.read(broker.address(), bank.topic());
        assertThat(transactions.numbers(0)).isSorted().doesNotHaveDuplicates();
        assertThat(transactions.numbers(0).get(0)).isGreaterThan(reached);
        assertThat(KafkaTopic.read(broker.address(), bank.labelsTopic()).numbers(0))
                .isEqualTo(transactions.numbers(0));
    }

    @Test
    @Tag("long")
    void labelsAreWrittenWhenTheyAreKnown() throws Exception {
        List<KafkaBank> banks = List.of(labelled("30", "86400"), labelled("3600", "864000"));
        for (KafkaBank bank : banks) {
            start(bank.name(), bank);
        }
        for (KafkaBank bank : banks) {
            KafkaReplica first = replica(bank.name()).awaitReady();
            await().atMost(KafkaReplica.MAX_WAIT)
                    .untilAsserted(
                            () -> assertThat(first.counters().path("labels").longValue())
                                    .as(first.service()::log)
                                    .isGreaterThan(1_000));
            first.close();
            start(bank.name(), bank);
        }
        for (KafkaBank bank : banks) {
            end(bank, replica(bank.name()).awaitReady().awaitMore(1_000));
        }
    }

    private static KafkaBank labelled(String delaySeconds, String perDay) {
        return bank(
                "labels-" + delaySeconds,
                2,
                "BANKFEED_LABEL_DELAY_SECONDS",
                delaySeconds,
                "BANKFEED_BANK_TRANSACTIONS_PER_DAY",
                perDay,
                "BANKFEED_BATCH_SIZE",
                "1000",
                "BANKFEED_FREQUENCY_SECONDS",
                "0.05",
                "BANKFEED_DIFFICULTY",
                "0.5");
    }

    @Test
    @Tag("long")
    void everyKindOfBankIsWritten() throws Exception {
        List<KafkaBank> banks = List.of(
                bank("unlabelled", 2, "BANKFEED_KAFKA_LABELS", "false"),
                bank("extended", 2, "BANKFEED_KAFKA_EXTENDED", "true"),
                bank("hard", 2, "BANKFEED_DIFFICULTY", "1"),
                bank("hard-extended", 2, "BANKFEED_DIFFICULTY", "1", "BANKFEED_KAFKA_EXTENDED", "true"),
                bank("at-once", 2, "BANKFEED_KAFKA_COMMIT_INTERVAL", "0s"));
        for (KafkaBank bank : banks) {
            start(bank.name(), bank);
        }
        for (KafkaBank bank : banks) {
            end(bank, replica(bank.name()).awaitReady().awaitMore(500));
        }
    }

    @Test
    @Tag("long")
    void aChangeReachesAllReplicas() throws Exception {
        KafkaBank bank = bank("pace", 2, "BANKFEED_BATCH_SIZE", "1000", "BANKFEED_FREQUENCY_SECONDS", "0.1");
        KafkaReplica first = start("first", bank);
        KafkaReplica second = start("second", bank);
        first.awaitReady().awaitLanes(1).awaitMore(1_000);
        second.awaitReady().awaitLanes(1).awaitMore(1_000);

        HttpResponse<String> refused = second.post("/config", "{\"fraud_injection_rate\": 0.2}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("fraud_injection_rate must stay 0.05");
        assertThat(second.post("/config", "{\"difficulty\": 1}").statusCode()).isEqualTo(409);
        assertThat(second.post("/config", "{\"label_delay_seconds\": 1}").statusCode())
                .isEqualTo(409);
        assertThat(second.config()).isEqualTo(first.config());

        // A slower pace, so that neither lane may run ahead of it and then stop.
        assertThat(first.post("/config", "{\"batch_size\": 10, \"frequency_seconds\": 0.1}")
                        .statusCode())
                .isEqualTo(200);
        awaitConfig(10, first, second);
        first.awaitMore(20);
        second.awaitMore(20);

        assertThat(second.post("/stop", "").statusCode()).isEqualTo(200);
        await().atMost(KafkaReplica.MAX_WAIT)
                .until(() -> !status(first).path("streaming").booleanValue());
        long stopped = awaitStill(first) + awaitStill(second);
        assertThat(first.transactions() + second.transactions()).isEqualTo(stopped);

        assertThat(first.post("/start", "").statusCode()).isEqualTo(200);
        assertThat(first.post("/start", "").statusCode()).isEqualTo(400);
        first.awaitMore(20);
        second.awaitMore(20);

        List<KafkaReplica> both = List.of(first, second);
        List<Integer> statuses = IntStream.range(0, 2)
                .parallel()
                .mapToObj(i -> post(both.get(i), "{\"batch_size\": " + (20 + i) + "}"))
                .toList();
        assertThat(statuses).containsOnly(200);
        await().atMost(KafkaReplica.MAX_WAIT).untilAsserted(() -> {
            assertThat(first.config()).isEqualTo(second.config());
            assertThat(last(bank, "pace"))
                    .contains("\"batch_size\":" + first.config().path("batch_size"));
        });
        first.awaitMore(20);
        second.awaitMore(20);
        end(bank, first, second);
    }

    @Test
    void endpointsOfAnOwnBankAreRefused() throws Exception {
        KafkaBank bank = bank("elsewhere", 1);
        KafkaReplica replica = start("elsewhere", bank).awaitReady();
        for (String path :
                List.of("/transaction", "/transactions/3", "/labels", "/labels/TX_000000000001", "/scoreboard")) {
            assertThat(replica.service().status(path)).as(path).isEqualTo(409);
            assertThat(replica.service().body(path))
                    .contains("feed-in-kafka", "read the topics elsewhere.transactions and elsewhere.labels");
        }
        assertThat(replica.post("/scores", "{}").statusCode()).isEqualTo(409);
        for (String path : List.of(
                "/",
                "/datasets?count=3",
                "/status",
                "/config",
                "/openapi.json",
                "/q/health",
                "/q/metrics",
                "/q/info",
                "/console/")) {
            assertThat(replica.service().status(path)).as(path).isEqualTo(200);
        }
        end(bank, replica);
    }

    @Test
    void theMetricsOfAReplicaAreDocumentedAndDrawn() throws Exception {
        KafkaReplica replica = start("measured", bank("measured", 2)).awaitReady();
        Set<String> present = matches(
                Pattern.compile("(?m)^(bankfeed_kafka_[a-z_]+)[{ ]"),
                1,
                replica.service().body("/q/metrics"));

        assertThat(matches(
                        Pattern.compile("`(bankfeed_kafka_[a-z_]+)`"),
                        1,
                        Files.readString(Path.of("docs", "kafka.md"))))
                .isEqualTo(present);
        assertThat(matches(Pattern.compile("\\b(bankfeed_kafka_[a-z_]+)"), 1, Files.readString(DASHBOARD)))
                .isEqualTo(present);
    }

    private static KafkaBank bank(String name, int lanes, String... settings) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return new KafkaBank(name, lanes, environment);
    }

    private KafkaReplica start(String name, KafkaBank bank) throws Exception {
        KafkaReplica replica =
                KafkaReplica.start(directory.resolve(bank.name()).resolve(name), broker, bank.environment());
        KafkaReplica before = replicas.put(name, replica);
        if (before != null) {
            before.close();
        }
        return replica;
    }

    private KafkaReplica replica(String name) {
        return Objects.requireNonNull(replicas.get(name));
    }

    /** Ends the replicas, and checks what they have written. */
    private static void end(KafkaBank bank, KafkaReplica... replicas) throws Exception {
        for (KafkaReplica replica : replicas) {
            replica.end();
        }
        bank.check(broker);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.address()));
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get().contains(topic)
                    ? admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .size()
                    : 0;
        }
    }

    private static void produce(ProducerRecord<String, String> record) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer())) {
            producer.send(record).get();
        }
    }

    private static int post(KafkaReplica replica, String config) {
        try {
            return replica.post("/config", config).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitConfig(int batchSize, KafkaReplica... replicas) {
        for (KafkaReplica replica : replicas) {
            await().atMost(KafkaReplica.MAX_WAIT)
                    .until(() -> replica.config().path("batch_size").intValue() == batchSize);
        }
    }

    private static JsonNode status(KafkaReplica replica) throws Exception {
        return new ObjectMapper().readTree(replica.service().body("/status"));
    }

    /** Waits until it writes nothing more, and returns what it has written. */
    private static long awaitStill(KafkaReplica replica) throws Exception {
        long[] last = {-1};
        await().pollInterval(Duration.ofMillis(700))
                .atMost(KafkaReplica.MAX_WAIT)
                .until(() -> {
                    long now = replica.transactions();
                    boolean still = now == last[0];
                    last[0] = now;
                    return still;
                });
        return last[0];
    }

    /** The last value of a key of the control topic. */
    private static String last(KafkaBank bank, String key) {
        return KafkaTopic.read(broker.address(), bank.controlTopic()).lane(0).stream()
                .filter(record -> record.key().equals(key))
                .map(record -> Objects.requireNonNullElse(record.value(), ""))
                .reduce("", (earlier, later) -> later);
    }
}
