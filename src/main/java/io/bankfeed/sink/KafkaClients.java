package io.bankfeed.sink;

import static java.util.Objects.requireNonNull;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates clients with the configured connection, and finds the last committed record of a lane. Thread-safe. */
// The client creates its assignor by name.
@RegisterForReflection(targets = CooperativeStickyAssignor.class)
final class KafkaClients {

    private static final Duration POLL = Duration.ofMillis(500);

    /** A minute, if nothing comes. */
    private static final int MAX_POLLS = 120;

    /** How many records before the end are read at first; the markers of transactions are among them. */
    private static final long FIRST_SPAN = 64;

    private static final int SPAN_GROWTH = 16;

    private static final int CONTROL_BLOCK_MILLIS = 5_000;

    private static final int ADMIN_MILLIS = 5_000;
    private static final int LINGER_MILLIS = 5;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final int STREAM_BYTES = 256 * 1024;

    /** Five requests in flight, each with a batch for both topics of a lane, are 1.25 MiB. */
    private static final long BUFFER_BYTES = 2L << 20;

    private final Map<String, Object> connection;
    private final KafkaConfig config;

    /**
     * The last committed record of a lane.
     *
     * @param number that of its transaction
     * @param behind by how many numbers the lane was behind for good, or ahead if it is negative
     */
    record LastRecord(long number, long behind) {

        /** There was no record yet. */
        static final LastRecord NONE = new LastRecord(0, 0);

        /** All records have expired. */
        static final LastRecord EXPIRED = new LastRecord(-1, 0);

        boolean isExpired() {
            return equals(EXPIRED);
        }
    }

    /** @param connection the configuration of all clients */
    KafkaClients(Map<String, Object> connection, KafkaConfig config) {
        this.connection = connection;
        this.config = config;
    }

    String group() {
        return config.group();
    }

    /** The connection, without the telemetry that brokers may ask for: it would compress by native code. */
    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return properties;
    }

    /** The producer of a lane: nobody else can write to it once it has begun. */
    Producer<byte[], byte[]> producer(int lane) {
        return transactional(config.topic() + "-" + lane, Map.of());
    }

    /** The producer of the control topic, which does not wait long for the brokers. */
    Producer<byte[], byte[]> control() {
        return transactional(config.controlTopic(), Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, CONTROL_BLOCK_MILLIS));
    }

    /** A producer that fences others with the same id. */
    private Producer<byte[], byte[]> transactional(String id, Map<String, Object> defaults) {
        Map<String, Object> properties = properties();
        defaults.forEach(properties::putIfAbsent);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer that shares the lanes with those of other replicas. It never reads. */
    Consumer<byte[], byte[]> member() {
        Map<String, Object> properties = properties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.instance().ifPresent(name -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        return consumer(properties);
    }

    /** A consumer of what is committed, of no group. */
    Consumer<byte[], byte[]> reader() {
        return reader(properties());
    }

    /** A consumer of what is committed for one of many streams, with small buffers. */
    Consumer<byte[], byte[]> streamReader() {
        Map<String, Object> properties = properties();
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, STREAM_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, STREAM_BYTES);
        return reader(properties);
    }

    private static Consumer<byte[], byte[]> reader(Map<String, Object> properties) {
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return consumer(properties);
    }

    /** Positions are in the topics, so none is committed, and no topic is made by reading it. */
    private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Closes a consumer at once: it would wait half a minute for a broker that is away. */
    static void close(Consumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** A client that does not wait long for the brokers. */
    Admin admin() {
        Map<String, Object> properties = properties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
        return Admin.create(properties);
    }

    /**
     * What a client answers.
     *
     * @throws KafkaException if it fails, or if the thread is interrupted
     */
    static <T> T get(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The last committed transaction of a lane. */
    LastRecord lastTransaction(int lane) {
        return last(new TopicPartition(config.topic(), lane));
    }

    /** The last committed label of a lane. It does not say by how much the lane was behind. */
    LastRecord lastLabel(int lane) {
        return last(new TopicPartition(config.labelsTopic(), lane));
    }

    /** The offset of a partition in an answer of the brokers to a question for it. */
    static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return requireNonNull(offsets.get(partition));
    }

    private LastRecord last(TopicPartition partition) {
        Consumer<byte[], byte[]> reader = reader();
        try {
            List<TopicPartition> partitions = List.of(partition);
            reader.assign(partitions);
            long begin = offset(reader.beginningOffsets(partitions), partition);
            long end = offset(reader.endOffsets(partitions), partition);
            for (long span = FIRST_SPAN; ; span *= SPAN_GROWTH) {
                long from = Math.max(begin, end - span);
                reader.seek(partition, from);
                LastRecord last = LastRecord.EXPIRED;
                for (int polls = 0; reader.position(partition) < end; polls++) {
                    if (polls == MAX_POLLS) {
                        throw new KafkaException("The end of " + partition + " cannot be read");
                    }
                    for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                        last = new LastRecord(LaneRecords.numberOf(record), LaneRecords.behindOf(record));
                    }
                }
                if (!last.isExpired() || from == begin) {
                    return last.isExpired() && begin == 0 ? LastRecord.NONE : last;
                }
            }
        } finally {
            close(reader);
        }
    }
}
