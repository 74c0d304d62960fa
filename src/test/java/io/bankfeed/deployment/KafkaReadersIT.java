package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The readers of the example count what a plain consumer counts. Downloads Flink and Kafka Streams at the first run. */
@Tag("kafka")
@Tag("long")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KafkaReadersIT {

    private static final Path POM = Path.of("examples", "kafka-readers", "pom.xml");
    private static final int TRANSACTIONS = 20_000;
    private static final int LABEL_DELAY_SECONDS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern STREAMS =
            Pattern.compile("(?<type>\\w+) \\{\"transactions\":(?<transactions>\\d+),\"amount_vnd\":(?<amount>\\d+)}");
    private static final Pattern FLINK =
            Pattern.compile("\\| \\+[IU] \\| +(?<type>\\w+) \\| +(?<transactions>\\d+) \\| +(?<amount>\\d+) \\|");

    /** Of a type of fraud. */
    private record Sum(long transactions, long amountVnd) {

        static final Sum ZERO = new Sum(0, 0);

        Sum plus(long amountVnd) {
            return new Sum(transactions + 1, this.amountVnd + amountVnd);
        }
    }

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;
    private static Map<String, Sum> expected;

    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void writeBank() throws Exception {
        broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of());
        KafkaBank bank = new KafkaBank(
                "bankfeed",
                3,
                Map.of(
                        "BANKFEED_BATCH_SIZE",
                        "500",
                        "BANKFEED_LABEL_DELAY_SECONDS",
                        Integer.toString(LABEL_DELAY_SECONDS)));
        try (KafkaReplica replica = KafkaReplica.start(directory.resolve("replica"), broker, bank.environment())) {
            replica.awaitReady().awaitMore(TRANSACTIONS).end();
        }
        abortTransaction(bank);
        expected = expected(bank);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @AfterEach
    void end() {
        Processes.kill(started);
    }

    @Test
    void kafkaStreamsCountsWhatAConsumerCounts() throws Exception {
        long labels = expected.values().stream().mapToLong(Sum::transactions).sum();

        assertThat(printed(STREAMS, "exec:exec@streams", "-Dcount=" + labels)).isEqualTo(expected);
    }

    @Test
    void flinkCountsWhatAConsumerCounts() throws Exception {
        assertThat(printed(FLINK, "exec:exec@flink", "-Dbounded=true")).isEqualTo(expected);
    }

    /** Leaves a labelled transaction in the topics that is never committed. */
    private static void abortTransaction(KafkaBank bank) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.address(), "transactional.id", "transaction-that-is-aborted");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int lane = 0; lane < bank.lanes(); lane++) {
                String id = "\"transaction_id\":\"TXN_ABORTED_" + lane + "\"";
                String time = "\"2026-03-02T12:00:00.000000+07:00\"";
                producer.send(new ProducerRecord<>(
                        bank.topic(),
                        lane,
                        "ACC_000001",
                        "{%s,\"transaction_amount_vnd\":1,\"transaction_timestamp\":%s}".formatted(id, time)));
                producer.send(new ProducerRecord<>(
                        bank.labelsTopic(),
                        lane,
                        "ACC_000001",
                        "{%s,\"is_fraud\":true,\"fraud_type\":\"aborted\",\"labelled_at\":%s}".formatted(id, time)));
            }
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** What the labels say of the transactions, by type. */
    private static Map<String, Sum> expected(KafkaBank bank) throws IOException {
        Map<String, Long> amounts = new HashMap<>();
        for (JsonNode transaction : values(bank.topic())) {
            amounts.put(
                    transaction.path("transaction_id").textValue(),
                    transaction.path("transaction_amount_vnd").longValue());
        }
        Map<String, Sum> sums = new HashMap<>();
        for (JsonNode label : values(bank.labelsTopic())) {
            String id = label.path("transaction_id").textValue();
            assertThat(amounts).as("Transactions that have no other label").containsKey(id);
            long amount = amounts.remove(id);
            sums.merge(
                    label.path("fraud_type").textValue(), Sum.ZERO.plus(amount), (sum, one) -> sum.plus(one.amountVnd));
        }
        assertThat(sums).hasSizeGreaterThan(2).containsKey("normal").doesNotContainKey("aborted");
        assertThat(amounts).as("Transactions without a label").hasSizeGreaterThan(LABEL_DELAY_SECONDS / 2);
        return sums;
    }

    private static List<JsonNode> values(String topic) throws IOException {
        KafkaTopic read = KafkaTopic.read(broker.address(), topic);
        List<JsonNode> values = new ArrayList<>();
        for (int lane = 0; lane < read.lanes(); lane++) {
            for (ConsumerRecord<String, String> record : read.lane(lane)) {
                values.add(JSON.readTree(record.value()));
            }
        }
        return values;
    }

    /** The last sums that a reader prints of each type until it ends. */
    private Map<String, Sum> printed(Pattern pattern, String goal, String option) throws Exception {
        Path output = directory.resolve("reader.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "./mvnw",
                        "-q",
                        "-B",
                        "-f",
                        POM.toString(),
                        "compile",
                        goal,
                        "-Dbrokers=" + broker.address(),
                        option)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        started.add(process);

        assertThat(process.waitFor(6, TimeUnit.MINUTES))
                .as(() -> Manifests.text(output))
                .isTrue();
        assertThat(process.exitValue()).as(() -> Manifests.text(output)).isZero();
        Map<String, Sum> sums = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                sums.put(
                        matcher.group("type"),
                        new Sum(
                                Long.parseLong(matcher.group("transactions")),
                                Long.parseLong(matcher.group("amount"))));
            }
        }
        return sums;
    }
}
