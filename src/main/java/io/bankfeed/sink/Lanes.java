package io.bankfeed.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The lanes that Kafka assigns to this replica, which is a member of a consumer group: each partition of the topic is a
 * lane, and its owner writes it. Runs in a thread of its own; the other methods are thread-safe.
 */
final class Lanes implements Runnable {

    private static final Logger LOG = Logger.getLogger(Lanes.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;

    /** What lanes have begun to write is committed within a second if the brokers answer. */
    private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    /** The whole end, for a shutdown within 5 seconds. */
    private static final long END_MILLIS = 3_000;

    private static final Duration LEAVE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final String topic;
    private final int count;
    private final IntFunction<Lane> creator;
    private final Map<Integer, Lane> lanes = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this, "kafka-lanes");

    private volatile boolean closed;
    private volatile boolean joined;

    /** Why it is no member of the group, or null if that is not known or not so. */
    private volatile @Nullable String failure;

    private volatile @Nullable Consumer<byte[], byte[]> member;

    /** Why it must leave the group and join again, or null. */
    private volatile @Nullable String rejoinReason;

    /**
     * @param count how many lanes the bank has
     * @param creator creates a lane, by its number from 0
     */
    Lanes(KafkaClients clients, String topic, int count, IntFunction<Lane> creator) {
        this.clients = clients;
        this.topic = topic;
        this.count = count;
        this.creator = creator;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends all lanes after what they have begun to write, and leaves the group. */
    void close() {
        closed = true;
        wakeMember();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all lanes and joins the group again with new clients: it decides which lanes this replica has. */
    void rejoin(String reason) {
        rejoinReason = reason;
        wakeMember();
    }

    private void wakeMember() {
        Consumer<byte[], byte[]> current = member;
        if (current != null) {
            current.wakeup();
        }
    }

    /** The lanes of this replica by number. */
    Map<Integer, Lane> owned() {
        return lanes;
    }

    /** Why not all lanes of this replica write, or wait until something is due; or null. */
    @Nullable
    String unreadiness() {
        return joined
                ? lanes.entrySet().stream()
                        .flatMap(one -> Optional.ofNullable(one.getValue().unreadiness())
                                .map(reason -> "Lane " + one.getKey() + " does not write: " + reason)
                                .stream())
                        .findFirst()
                        .orElse(null)
                : "The replica is not yet a member of the group " + clients.group()
                        + (failure == null ? "" : ": " + failure);
    }

    private void waitToRejoin(String reason) {
        if (!reason.equals(failure)) {
            LOG.warnf("The replica leaves the group %s and joins again: %s", clients.group(), reason);
            failure = reason;
        }
        pause();
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                follow();
            } catch (WakeupException e) {
                // It is closed, or has to join again.
            } catch (RuntimeException | Error e) {
                rejoinReason = Reason.of(e);
            }
            String reason = rejoinReason;
            if (!closed && reason != null) {
                waitToRejoin(reason);
            }
        }
    }

    private void follow() {
        // First of all: what is asked for from now on is not lost, even if the member below does not wake up for it.
        rejoinReason = null;
        Consumer<byte[], byte[]> consumer = clients.member();
        member = consumer;
        try {
            consumer.subscribe(List.of(topic), new Assignment(consumer));
            while (!closed && rejoinReason == null) {
                consumer.poll(POLL);
                lanes.forEach(this::rejoinIfFenced);
            }
        } finally {
            joined = false;
            end(List.copyOf(lanes.keySet()));
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    /** A fenced lane that went on would fence its owner, and so on, for as long as this member does not know of that. */
    private void rejoinIfFenced(int number, Lane lane) {
        if (lane.isFenced()) {
            rejoinReason = "lane " + number + " was fenced: " + Lane.FENCED;
        }
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
        long deadlineNanos = System.nanoTime() + END_NANOS;
        for (Lane lane : ended) {
            join(lane, Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
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

    private static void join(Lane lane, long millis) {
        try {
            lane.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the group decides. Called by {@link Consumer#poll}. */
    private final class Assignment implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            failure = null;
            consumer.pause(partitions);
            for (TopicPartition partition : partitions) {
                // More partitions than lanes are an error, which the check of the topics finds.
                if (partition.partition() < count) {
                    Lane lane = creator.apply(partition.partition());
                    lane.start();
                    lanes.put(partition.partition(), lane);
                }
            }
            joined = true;
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
