package io.bankfeed.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What all replicas share: the recipe of the bank, which the first of them writes, and its pace. It follows the topic
 * from its beginning. Not thread-safe.
 */
final class ControlTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ControlTopic.class);

    private static final String RECIPE = "recipe";
    private static final String PACE = "pace";
    private static final Set<String> KEYS = Set.of(RECIPE, PACE);
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** 10 seconds. */
    private static final int MAX_POLLS = 100;

    private final String topic;
    private final TopicPartition partition;
    private final KafkaClients clients;
    private final ObjectMapper json;
    private final Consumer<byte[], byte[]> reader;

    private @Nullable Recipe recipe;
    private @Nullable Pace pace;

    /** Keys whose last record is not of this service: the compaction would keep that one alone. */
    private final Set<String> spoiled = new HashSet<>();

    ControlTopic(String topic, KafkaClients clients, ObjectMapper json) {
        this.topic = topic;
        this.clients = clients;
        this.json = json;
        partition = new TopicPartition(topic, 0);
        reader = clients.reader();
        reader.assign(List.of(partition));
        reader.seekToBeginning(List.of(partition));
    }

    /** The recipe, or null if the bank was not begun. */
    @Nullable
    Recipe recipe() {
        return recipe;
    }

    /** The pace, or null if the bank was not begun. */
    @Nullable
    Pace pace() {
        return pace;
    }

    /** Reads all that is in the topic now. */
    void readToEnd() {
        readUntil(KafkaClients.offset(reader.endOffsets(List.of(partition), ANSWER), partition));
    }

    private void readUntil(long end) {
        for (int polls = 0; reader.position(partition, ANSWER) < end; polls++) {
            if (polls == MAX_POLLS) {
                throw new KafkaException(topic + " cannot be read");
            }
            read();
        }
    }

    /** Reads what comes within a tenth of a second. */
    void read() {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            try {
                read(key, record.value());
                spoiled.remove(key);
            } catch (IOException | IllegalArgumentException e) {
                if (KEYS.contains(key)) {
                    spoiled.add(key);
                }
                LOG.errorf(
                        "The record at offset %d of %s is ignored, because it is not of this service: %s",
                        record.offset(), topic, e.getMessage());
            }
        }
    }

    /**
     * Begins the bank, unless another replica did.
     *
     * @param own the recipe that is written if there is none
     */
    void begin(Recipe own, Pace first) {
        exclusively(producer -> {
            if (recipe == null) {
                write(producer, List.of(record(RECIPE, own), record(PACE, first)));
                LOG.infof("Began the bank of %s: %s", topic, own);
            } else if (pace == null) {
                write(producer, List.of(record(PACE, first)));
            }
        });
    }

    /**
     * Changes the pace of all replicas, whichever it is by now.
     *
     * @param wanted the pace whose settings are wanted
     */
    void change(Pace wanted, long nowMicros) {
        exclusively(producer -> {
            Pace current = pace == null ? wanted : pace;
            Pace next = current.with(wanted.running(), wanted.frequencySeconds(), wanted.batchSize(), nowMicros);
            if (pace == null || !next.hasSettingsOf(current)) {
                write(producer, List.of(record(PACE, next)));
            }
        });
    }

    /** Writes the recipe and the pace again, if a record that is not of this service was written after one of them. */
    void repair() {
        Recipe begun = recipe;
        if (!spoiled.isEmpty() && begun != null && pace != null) {
            exclusively(producer ->
                    write(producer, List.of(record(RECIPE, begun), record(PACE, Objects.requireNonNull(pace)))));
            LOG.warnf("The recipe and the pace were written to %s again", topic);
        }
    }

    /** Acts when all of the topic is read and, until it has written, no other replica can write. */
    private void exclusively(java.util.function.Consumer<Producer<byte[], byte[]>> action) {
        Producer<byte[], byte[]> producer = clients.control();
        try {
            producer.initTransactions();
            readToEnd();
            action.accept(producer);
        } finally {
            producer.close(ANSWER);
        }
    }

    /** Writes records, and reads them, which is possible some time after they were committed. */
    private void write(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> written =
                records.stream().map(producer::send).toList();
        producer.commitTransaction();
        readUntil(KafkaClients.get(written.get(records.size() - 1)).offset() + 1);
    }

    @Override
    public void close() {
        KafkaClients.close(reader);
    }

    private void read(String key, byte @Nullable [] value) throws IOException {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("its key is neither recipe nor pace");
        }
        if (value == null) {
            throw new IllegalArgumentException("it has no value");
        }
        if (key.equals(PACE)) {
            pace = parse(value, Pace.class);
        } else {
            Recipe found = parse(value, Recipe.class);
            if (recipe != null && !recipe.equals(found)) {
                throw new IllegalArgumentException("the bank was begun with another recipe");
            }
            recipe = found;
        }
    }

    private <T> T parse(byte[] value, Class<T> type) throws IOException {
        T parsed = json.readerFor(type)
                .with(
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(value);
        if (parsed == null) {
            throw new IllegalArgumentException("it is null");
        }
        return parsed;
    }

    private ProducerRecord<byte[], byte[]> record(String key, Object value) {
        try {
            return new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
