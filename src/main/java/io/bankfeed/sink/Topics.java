package io.bankfeed.sink;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics, or checks those that exist. Not thread-safe. */
final class Topics implements AutoCloseable {

    private final KafkaConfig config;
    private final Admin admin;

    /** @param admin it is closed with this */
    Topics(Admin admin, KafkaConfig config) {
        this.admin = admin;
        this.config = config;
    }

    void createControl() throws RefusedException {
        create(config.controlTopic(), 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * Creates the topics of transactions and labels.
     *
     * @param lanes the number of partitions
     * @throws RefusedException if one exists with another number
     */
    void create(int lanes) throws RefusedException {
        Map<String, String> settings = new HashMap<>();
        config.retention()
                .ifPresent(kept -> settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
        create(config.topic(), lanes, settings);
        create(config.labelsTopic(), lanes, settings);
    }

    /** Whether the topics of transactions and labels exist. */
    boolean exist() {
        return partitions(config.topic()).isPresent()
                && partitions(config.labelsTopic()).isPresent();
    }

    /**
     * Checks that all topics are as they were created.
     *
     * @throws RefusedException if one has another number of partitions
     * @throws KafkaException if one does not exist, or the brokers do not answer
     */
    void check(int lanes) throws RefusedException {
        checkOne(config.controlTopic(), 1);
        checkOne(config.topic(), lanes);
        checkOne(config.labelsTopic(), lanes);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    /** Describes it first, since creating topics can be forbidden. */
    private void create(String topic, int partitions, Map<String, String> settings) throws RefusedException {
        if (partitions(topic).isEmpty()) {
            Optional<Short> replicas = config.replicationFactor().isPresent()
                    ? Optional.of((short) config.replicationFactor().getAsInt())
                    : Optional.empty();
            NewTopic created = new NewTopic(topic, Optional.of(partitions), replicas).configs(settings);
            try {
                KafkaClients.get(admin.createTopics(List.of(created)).all());
            } catch (TopicExistsException e) {
                // Another replica was faster.
                checkOne(topic, partitions);
            } catch (KafkaException e) {
                throw new KafkaException("Cannot create " + topic + ": " + e.getMessage(), e);
            }
        } else {
            checkOne(topic, partitions);
        }
    }

    private void checkOne(String topic, int partitions) throws RefusedException {
        int has = partitions(topic).orElseThrow(() -> new KafkaException(topic + " does not exist"));
        if (has != partitions) {
            throw new RefusedException(topic + " has " + has + (has == 1 ? " partition" : " partitions")
                    + ", but the bank was begun with " + partitions + ": delete the topics, or choose others");
        }
    }

    /** How many partitions a topic has, or empty if it does not exist. */
    private OptionalInt partitions(String topic) {
        try {
            return KafkaClients.get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .mapToInt(found -> found.partitions().size())
                    .findFirst();
        } catch (UnknownTopicOrPartitionException e) {
            return OptionalInt.empty();
        } catch (KafkaException e) {
            throw new KafkaException("Cannot describe " + topic + ": " + e.getMessage(), e);
        }
    }
}
