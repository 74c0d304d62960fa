package io.bankfeed.deployment;

import io.bankfeed.dataset.DatasetSpecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a consumer of committed records sees of a topic. */
final class KafkaTopic {

    private final Map<Integer, List<ConsumerRecord<String, String>>> lanes = new TreeMap<>();

    private KafkaTopic(List<TopicPartition> partitions) {
        partitions.forEach(partition -> lanes.put(partition.partition(), new ArrayList<>()));
    }

    /** Reads all that is committed now. */
    static KafkaTopic read(String brokers, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            KafkaTopic read = new KafkaTopic(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> read.lanes.get(record.partition()).add(record));
            }
            return read;
        }
    }

    int lanes() {
        return lanes.size();
    }

    List<ConsumerRecord<String, String>> lane(int lane) {
        return lanes.get(lane);
    }

    List<Long> numbers(int lane) {
        return lane(lane).stream().map(KafkaTopic::numberOf).toList();
    }

    /** The digest of the values of a lane as lines, up to a number. */
    String sha256(int lane, long upToNumber) {
        String lines = lane(lane).stream()
                .filter(record -> numberOf(record) <= upToNumber)
                .map(record -> record.value() + "\n")
                .collect(Collectors.joining());
        return DatasetSpecs.sha256(lines.getBytes(StandardCharsets.US_ASCII));
    }

    /** The highest number that all lanes have reached. */
    long reached() {
        return lanes.keySet().stream()
                .mapToLong(lane -> lane(lane).isEmpty()
                        ? 0
                        : numberOf(lane(lane).get(lane(lane).size() - 1)))
                .min()
                .orElse(0);
    }

    static long numberOf(ConsumerRecord<String, String> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader("bankfeed-number").value(), StandardCharsets.US_ASCII));
    }
}
