package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A bank with topics of its own, and what they must have, made offline.
 *
 * @param name the prefix of its topics
 * @param settings the environment of its replicas besides the topics, the start and the seed, which is 42
 */
record KafkaBank(String name, int lanes, Map<String, String> settings) {

    static final String START = "2026-03-02T08:00:00+07:00";

    /** What a transaction and its label must be. */
    private record Expected(long number, String key, String value, long timestampMicros) {}

    String topic() {
        return name + ".transactions";
    }

    String labelsTopic() {
        return name + ".labels";
    }

    String controlTopic() {
        return name + ".control";
    }

    /** The environment of a replica. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("BANKFEED_KAFKA_TOPIC", topic());
        environment.put("BANKFEED_KAFKA_LABELS_TOPIC", labelsTopic());
        environment.put("BANKFEED_KAFKA_CONTROL_TOPIC", controlTopic());
        environment.put("BANKFEED_KAFKA_GROUP", name);
        environment.put("BANKFEED_KAFKA_LANES", Integer.toString(lanes));
        environment.put("BANKFEED_KAFKA_START", START);
        environment.put("BANKFEED_SEED", "42");
        environment.put("BANKFEED_BATCH_SIZE", "100");
        environment.put("BANKFEED_FREQUENCY_SECONDS", "0.1");
        environment.putAll(settings);
        return environment;
    }

    /**
     * The command that writes the beginning of a lane to the standard output, as lines.
     *
     * @param count how many numbers of the bank it passes
     */
    List<String> generate(Path directory, int lane, long count) throws IOException {
        List<String> command = new ArrayList<>(PackagedService.command(directory, List.of()));
        command.addAll(List.of("generate", "--seed", "42", "--start", START, "--rate", "1"));
        command.addAll(List.of("--format", "ndjson", "--count", Long.toString(count)));
        command.addAll(List.of("--part", lane + 1 + "/" + lanes, "--by", "accounts"));
        return command;
    }

    /** Checks that each lane has all of its transactions from the first on, once and in order, and each label when due. */
    void check(KafkaBroker broker) {
        KafkaTopic transactions = KafkaTopic.read(broker.address(), topic());
        KafkaTopic labels = KafkaTopic.read(broker.address(), labelsTopic());
        assertThat(transactions.lanes()).isEqualTo(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            List<ConsumerRecord<String, String>> written = transactions.lane(lane);
            List<Expected> expected = expected(lane, written.size());
            assertThat(transactions.numbers(lane))
                    .as("Lane %d", lane)
                    .isEqualTo(expected.stream().map(Expected::number).toList());
            assertThat(written).extracting(ConsumerRecord::key).isEqualTo(keys(expected));
            assertThat(written)
                    .extracting(ConsumerRecord::value)
                    .isEqualTo(expected.stream().map(Expected::value).toList());
            assertThat(times(labels.lane(lane))).as("Labels of lane %d", lane).isEqualTo(due(expected, written));
        }
    }

    private static List<String> keys(List<Expected> expected) {
        return expected.stream().map(Expected::key).toList();
    }

    /** The number and the record's time of each label. */
    private static List<String> times(List<ConsumerRecord<String, String>> labels) {
        return labels.stream()
                .map(record -> KafkaTopic.numberOf(record) + " at " + record.timestamp())
                .toList();
    }

    /** As {@link #times}, for the labels that are known with each transaction, and were not with the one before it. */
    private List<String> due(List<Expected> expected, List<ConsumerRecord<String, String>> written) {
        if (setting("BANKFEED_KAFKA_LABELS", "true").equals("false")) {
            return List.of();
        }
        long delayMicros = (long) (Double.parseDouble(setting("BANKFEED_LABEL_DELAY_SECONDS", "0")) * 1e6);
        Deque<Expected> pending = new ArrayDeque<>();
        List<String> due = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            Expected now = expected.get(i);
            pending.add(now);
            while (!pending.isEmpty() && pending.getFirst().timestampMicros + delayMicros <= now.timestampMicros) {
                due.add(pending.remove().number + " at " + written.get(i).timestamp());
            }
        }
        return due;
    }

    private List<Expected> expected(int lane, int count) {
        double difficulty = Double.parseDouble(setting("BANKFEED_DIFFICULTY", "0"));
        double perDay = Double.parseDouble(setting("BANKFEED_BANK_TRANSACTIONS_PER_DAY", "86400"));
        boolean extended = setting("BANKFEED_KAFKA_EXTENDED", "false").equals("true");
        AsciiBuffer text = new AsciiBuffer(1024);
        TransactionEncoder encoder =
                new TransactionEncoder(text, new RecordFields(extended, LabelFields.NONE), FraudReports.NONE);
        List<Expected> expected = new ArrayList<>();
        TransactionSink sink = (transaction, label) -> {
            text.clear();
            encoder.append(transaction, label);
            expected.add(new Expected(
                    transaction.number(),
                    key(transaction),
                    new String(text.toByteArray(), StandardCharsets.US_ASCII),
                    transaction.timestampMicros()));
        };
        TransactionSource source = new TransactionSource(
                new EventTimeSpec(
                        Bank.of(42),
                        EventTimeSpec.DEFAULT_FRAUD_RATE,
                        BankTime.parse(START),
                        perDay / 86_400,
                        FraudModel.of(difficulty)),
                0,
                1_000_000_000,
                new Part(lane + 1, lanes, Part.By.ACCOUNTS),
                extended,
                sink);
        while (expected.size() < count) {
            source.draw();
        }
        return expected;
    }

    private static String key(Transaction transaction) {
        return "ACC_%06d".formatted(transaction.accountNumber());
    }

    private String setting(String key, String byDefault) {
        return settings.getOrDefault(key, byDefault);
    }
}
