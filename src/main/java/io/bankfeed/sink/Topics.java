package io.bankfeed.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** Creates the topics, or checks those that exist. */
final class Topics {

    private final Map<String, Object> connection;
    private final KafkaConfig config;

    Topics(Map<String, Object> connection, KafkaConfig config) {
        this.connection = connection;
        this.config = config;
    }

    void createControl() throws RefusedException {
        create(config.controlTopic(), 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** @param lanes the number of partitions */
    void create(int lanes) throws RefusedException {
        Map<String, String> settings = new HashMap<>();
        config.retention()
                .ifPresent(kept -> settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
        create(config.topic(), lanes, settings);
        create(config.labelsTopic(), lanes, settings);
    }

    private void create(String topic, int partitions, Map<String, String> settings) throws RefusedException {
        Optional<Integer> count = Optional.of(partitions);
        Optional<Short> replicas = config.replicationFactor().isPresent()
                ? Optional.of((short) config.replicationFactor().getAsInt())
                : Optional.empty();
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(List.of(new NewTopic(topic, count, replicas).configs(settings)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Cannot create " + topic + ": " + e.getMessage(), e);
            }
            check(topic, partitions);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }

    private void check(String topic, int partitions) throws RefusedException {
        try (Admin admin = Admin.create(connection)) {
            @Nullable
            TopicDescription found =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            int has = found == null ? 0 : found.partitions().size();
            if (has != partitions) {
                throw new RefusedException(topic + " has " + has + " partitions, but must have " + partitions
                        + ": set bankfeed.kafka.lanes as it was when the bank was begun, or choose other topics");
            }
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot describe " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted", e);
        }
    }
}
