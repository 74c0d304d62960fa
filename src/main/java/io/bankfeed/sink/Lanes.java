package io.bankfeed.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The lanes that Kafka assigns to this replica, which is a member of a consumer group: each partition of the topic is a
 * lane, and its owner writes it. Runs in a thread of its own; the other methods are thread-safe.
 */
final class Lanes implements Runnable {

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;

    /** What a lane has begun to write is committed within half a second if the brokers answer. */
    private static final Duration END_OF_LANE = Duration.ofSeconds(10);

    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final LaneClient client;
    private final String topic;
    private final int count;
    private final IntFunction<Lane> creator;
    private final Map<Integer, Lane> lanes = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this, "kafka-lanes");

    private volatile boolean closed;
    private volatile boolean joined;
    private volatile boolean foreignPartition;
    private volatile Consumer<byte[], byte[]> member;

    /**
     * @param count how many lanes the bank has
     * @param creator creates a lane, by its number from 0
     */
    Lanes(LaneClient client, String topic, int count, IntFunction<Lane> creator) {
        this.client = client;
        this.topic = topic;
        this.count = count;
        this.creator = creator;
        member = client.member();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends all lanes after what they have begun to write, and leaves the group. */
    void close() {
        closed = true;
        member.wakeup();
        try {
            thread.join(2 * END_OF_LANE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lanes of this replica by number. */
    Map<Integer, Lane> owned() {
        return lanes;
    }

    /** Whether this replica is a member of the group, and all of its lanes write or wait until something is due. */
    boolean areHealthy() {
        return joined && !foreignPartition && lanes.values().stream().allMatch(Lane::isHealthy);
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                member.subscribe(List.of(topic), new Assignment());
                while (!closed) {
                    member.poll(POLL);
                }
            } catch (WakeupException e) {
                // Closed.
            } catch (KafkaException e) {
                LOG.warnf("The replica leaves the group %s and joins again: %s", client.group(), e);
                joined = false;
                abandon(List.copyOf(lanes.keySet()));
                member.close(CloseOptions.timeout(Duration.ZERO));
                pause();
                member = client.member();
            }
        }
        end(List.copyOf(lanes.keySet()));
        member.close(CloseOptions.timeout(LEAVE));
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Collection<Integer> numbers) {
        List<Lane> ended = remove(numbers);
        ended.forEach(Lane::stop);
        for (Lane lane : ended) {
            join(lane);
            // If the brokers do not answer, the next owner fences it.
            lane.abandon();
        }
    }

    private void abandon(Collection<Integer> numbers) {
        remove(numbers).forEach(Lane::abandon);
    }

    private List<Lane> remove(Collection<Integer> numbers) {
        return numbers.stream()
                .flatMap(number -> Stream.ofNullable(lanes.remove(number)))
                .toList();
    }

    private static void join(Lane lane) {
        try {
            lane.join(END_OF_LANE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the group decides. Called by {@link Consumer#poll}. */
    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            member.pause(partitions);
            for (TopicPartition partition : partitions) {
                if (partition.partition() >= count) {
                    foreignPartition = true;
                    LOG.errorf(
                            "%s has more partitions than the bank has lanes: delete the topics, or choose others",
                            partition.topic());
                } else {
                    Lane lane = creator.apply(partition.partition());
                    lanes.put(partition.partition(), lane);
                    lane.start();
                }
            }
            LOG.infof("This replica has the lanes %s of %d", lanes.keySet(), count);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            end(numbers(partitions));
        }

        /** The session has expired: others own the lanes already. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            joined = false;
            abandon(numbers(partitions));
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }
}
