package io.bankfeed.deployment;

import io.bankfeed.core.transaction.BankTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a consumer of committed records sees of a lane, which may be larger than the memory. */
final class KafkaLane {

    private static final String TIMESTAMP = "\"transaction_timestamp\":\"";

    /** Includes the markers of transactions. */
    private static final long LAST_RECORDS = 10_000;

    private final long labelDelayMicros;
    private final long upToNumber;
    private final MessageDigest values = sha256Digest();
    private final MessageDigest labelsAsDue = sha256Digest();
    private final MessageDigest labelsAsWritten = sha256Digest();

    /** Transactions whose labels are not yet known. */
    private final Deque<Pending> pending = new ArrayDeque<>();

    private String sha256 = "";
    private String due = "";
    private String asWritten = "";
    private long transactions;
    private long upTo;
    private long labels;
    private long doubled;
    private long outOfOrder;
    private long last;

    private record Pending(long number, long knownMicros) {}

    /** @param upToNumber the digest has the transactions up to it */
    KafkaLane(long labelDelayMicros, long upToNumber) {
        this.labelDelayMicros = labelDelayMicros;
        this.upToNumber = upToNumber;
    }

    /** The number of the last transaction of a lane. */
    static long lastNumber(String brokers, String topic, int lane) {
        long[] last = {0};
        read(brokers, new TopicPartition(topic, lane), LAST_RECORDS, record -> last[0] = KafkaTopic.numberOf(record));
        return last[0];
    }

    void readTransactions(String brokers, String topic, int lane) {
        read(brokers, new TopicPartition(topic, lane), Long.MAX_VALUE, this::transaction);
        sha256 = HexFormat.of().formatHex(values.digest());
        due = HexFormat.of().formatHex(labelsAsDue.digest());
    }

    void readLabels(String brokers, String topic, int lane) {
        read(brokers, new TopicPartition(topic, lane), Long.MAX_VALUE, record -> {
            labels++;
            update(labelsAsWritten, KafkaTopic.numberOf(record), record.timestamp());
        });
        asWritten = HexFormat.of().formatHex(labelsAsWritten.digest());
    }

    long transactions() {
        return transactions;
    }

    /** How many transactions are in the digest. */
    long upTo() {
        return upTo;
    }

    long doubled() {
        return doubled;
    }

    long outOfOrder() {
        return outOfOrder;
    }

    long labels() {
        return labels;
    }

    /** The digest of the values as lines. */
    String sha256() {
        return sha256;
    }

    /** The digest of the numbers and record times of the labels that the transactions make known. */
    String labelsAsDue() {
        return due;
    }

    /** The digest of the numbers and record times of the labels in the topic. */
    String labelsAsWritten() {
        return asWritten;
    }

    private void transaction(ConsumerRecord<String, String> record) {
        long number = KafkaTopic.numberOf(record);
        transactions++;
        if (number == last) {
            doubled++;
        } else if (number < last) {
            outOfOrder++;
        }
        last = number;
        if (number <= upToNumber) {
            upTo++;
            values.update(record.value().getBytes(StandardCharsets.US_ASCII));
            values.update((byte) '\n');
        }
        long timestampMicros = timestampMicros(record.value());
        pending.add(new Pending(number, timestampMicros + labelDelayMicros));
        while (!pending.isEmpty() && pending.getFirst().knownMicros <= timestampMicros) {
            update(labelsAsDue, pending.remove().number, record.timestamp());
        }
    }

    private static long timestampMicros(String value) {
        int from = value.indexOf(TIMESTAMP) + TIMESTAMP.length();
        return BankTime.parse(value.substring(from, value.indexOf('"', from)));
    }

    private static void update(MessageDigest digest, long number, long timestamp) {
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(number)
                .putLong(timestamp)
                .flip());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of lanes of a topic. */
    static int count(String brokers, String topic) {
        try (KafkaConsumer<String, String> consumer = consumer(brokers)) {
            return consumer.partitionsFor(topic).size();
        }
    }

    /** Reads the records that are committed now, or those among a number of the last offsets. */
    static void read(
            String brokers, TopicPartition partition, long max, Consumer<ConsumerRecord<String, String>> reader) {
        try (KafkaConsumer<String, String> consumer = consumer(brokers)) {
            List<TopicPartition> partitions = List.of(partition);
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).get(partition);
            consumer.seek(
                    partition, Math.max(consumer.beginningOffsets(partitions).get(partition), end - max));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    private static KafkaConsumer<String, String> consumer(String brokers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
