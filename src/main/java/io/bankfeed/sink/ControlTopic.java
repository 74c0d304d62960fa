package io.bankfeed.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
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
    private static final Duration POLL = Duration.ofMillis(100);

    /** Half a minute. */
    private static final int MAX_POLLS = 300;

    private final String topic;
    private final TopicPartition partition;
    private final LaneClient client;
    private final ObjectMapper json;
    private final Consumer<byte[], byte[]> reader;

    private @Nullable Recipe recipe;
    private @Nullable Pace pace;

    ControlTopic(String topic, LaneClient client, ObjectMapper json) {
        this.topic = topic;
        this.client = client;
        this.json = json;
        partition = new TopicPartition(topic, 0);
        reader = client.reader();
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
        long end = LaneClient.offset(reader.endOffsets(List.of(partition)), partition);
        while (reader.position(partition) < end) {
            read();
        }
    }

    /** Reads what comes within a tenth of a second. */
    void read() {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            try {
                read(record);
            } catch (IOException | IllegalArgumentException e) {
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
        try (Producer<byte[], byte[]> producer = client.transactional(topic)) {
            // From here on, no other replica can begin it.
            producer.initTransactions();
            readToEnd();
            if (recipe == null) {
                write(producer, List.of(record(RECIPE, own), record(PACE, first)));
                LOG.infof("Began the bank of %s: %s", topic, own);
            } else if (pace == null) {
                write(producer, List.of(record(PACE, first)));
            }
        }
    }

    /** Writes a pace for all replicas. */
    void write(Pace changed) {
        try (Producer<byte[], byte[]> producer = client.transactional(topic)) {
            producer.initTransactions();
            write(producer, List.of(record(PACE, changed)));
        }
    }

    /** Writes records, and reads them, which is possible some time after they were committed. */
    private void write(Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> written =
                records.stream().map(producer::send).toList();
        producer.commitTransaction();
        long last = offset(written.get(records.size() - 1));
        for (int polls = 0; reader.position(partition) <= last; polls++) {
            if (polls == MAX_POLLS) {
                throw new KafkaException(topic + " cannot be read");
            }
            read();
        }
    }

    private static long offset(Future<RecordMetadata> written) {
        try {
            return written.get().offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            throw new IllegalArgumentException("it has no value");
        }
        switch (key) {
            case RECIPE -> {
                Recipe found = reader(Recipe.class).readValue(record.value());
                if (recipe != null && !recipe.equals(found)) {
                    throw new IllegalArgumentException("the bank was begun with another recipe");
                }
                recipe = found;
            }
            case PACE -> pace = reader(Pace.class).readValue(record.value());
            default -> throw new IllegalArgumentException("its key is neither recipe nor pace");
        }
    }

    private ObjectReader reader(Class<?> type) {
        return json.readerFor(type);
    }

    private ProducerRecord<byte[], byte[]> record(String key, Object value) {
        try {
            return new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
