package io.bankfeed.deployment;

import io.bankfeed.dataset.DatasetSpecs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a consumer of committed records sees of a topic. */
final class KafkaTopic {

    private final Map<Integer, List<ConsumerRecord<String, String>>> lanes = new TreeMap<>();

    private KafkaTopic() {}

    /** Reads all that is committed now. */
    static KafkaTopic read(String brokers, String topic) {
        KafkaTopic read = new KafkaTopic();
        for (int lane = 0; lane < KafkaLane.count(brokers, topic); lane++) {
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            KafkaLane.read(brokers, new TopicPartition(topic, lane), Long.MAX_VALUE, records::add);
            read.lanes.put(lane, records);
        }
        return read;
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
