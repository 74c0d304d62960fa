package io.bankfeed.sink;

import io.bankfeed.streaming.ResumePoint;
import io.bankfeed.streaming.StreamRequest;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A topic for one client, from a place of its own: what is committed becomes events, whose ids are offsets. The topic is
 * its buffer, so a client can be as slow as the retention allows, and can resume at any replica. It reads in a thread of
 * its own, and emits on the executor of the connection.
 */
final class TopicStream implements Flow.Publisher<Buffer>, Flow.Subscription, Runnable {

    private static final Logger LOG = Logger.getLogger(TopicStream.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final long MAX_DEMAND = Integer.MAX_VALUE;

    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final String topic;
    private final String name;
    private final int partitions;
    private final EventWriter events;
    private final StreamRequest request;
    private final Executor executor;
    private final Set<TopicStream> open;
    private final Semaphore demand = new Semaphore(0);
    private final Thread thread;

    private volatile boolean cancelled;
    private Flow.@Nullable Subscriber<? super Buffer> subscriber;
    private long remaining;
    private long lastSentNanos = System.nanoTime();

    /** Writes records as events. */
    interface EventWriter {

        /**
         * The event or events of records, which are not empty.
         *
         * @param after the place after the last of them
         */
        Buffer write(List<ConsumerRecord<byte[], byte[]>> records, TopicPosition after);

        /** How many records can be an event, at least 1. */
        int maxRecordsPerEvent();
    }

    /**
     * @param readers creates the consumer, which is closed at the end
     * @param name of the stream in the ids of events; empty for the live feed
     * @param executor a single thread, on which the subscriber is called
     * @param open has this stream while its thread runs
     */
    TopicStream(
            Supplier<Consumer<byte[], byte[]>> readers,
            String topic,
            String name,
            int partitions,
            EventWriter events,
            StreamRequest request,
            Executor executor,
            Set<TopicStream> open) {
        this.readers = readers;
        this.topic = topic;
        this.name = name;
        this.partitions = partitions;
        this.events = events;
        this.request = request;
        this.executor = executor;
        this.open = open;
        remaining = request.limit();
        thread = new Thread(this, "stream-of-" + topic);
        thread.setDaemon(true);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> newSubscriber) {
        subscriber = newSubscriber;
        open.add(this);
        newSubscriber.onSubscribe(this);
        thread.start();
    }

    @Override
    public void request(long count) {
        demand.release((int) Math.max(0, Math.min(count, MAX_DEMAND - demand.availablePermits())));
    }

    @Override
    public void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    @Override
    public void run() {
        Flow.Subscriber<? super Buffer> target = Objects.requireNonNull(subscriber);
        Consumer<byte[], byte[]> reader = null;
        try {
            reader = readers.get();
            long[] offsets = begin(reader);
            while (!cancelled && remaining > 0) {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    // Only a foreign record has no value.
                    if (record.value() != null) {
                        records.add(record);
                    }
                }
                for (int at = 0; at < records.size() && remaining > 0; at += events.maxRecordsPerEvent()) {
                    List<ConsumerRecord<byte[], byte[]>> some =
                            records.subList(at, Math.min(records.size(), at + events.maxRecordsPerEvent()));
                    some.forEach(record -> offsets[record.partition()] = record.offset() + 1);
                    emit(events.write(some, TopicPosition.of(name, offsets)));
                    remaining--;
                }
                if (System.nanoTime() - lastSentNanos >= request.format().idleNanos()) {
                    emit(request.format().heartbeat());
                }
            }
            executor.execute(target::onComplete);
        } catch (InterruptedException | InterruptException e) {
            executor.execute(target::onComplete);
        } catch (RuntimeException | Error e) {
            LOG.warnf("A stream of %s ends: %s", topic, Reason.of(e));
            executor.execute(() -> target.onError(e));
        } finally {
            Thread.interrupted();
            if (reader != null) {
                KafkaClients.close(reader);
            }
            open.remove(this);
        }
    }

    /** Goes to where the client wants to continue, or to the end, and returns the offsets. */
    private long[] begin(Consumer<byte[], byte[]> reader) throws InterruptedException {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        reader.assign(all);
        Map<TopicPartition, Long> oldest = reader.beginningOffsets(all);
        Map<TopicPartition, Long> newest = reader.endOffsets(all);
        Optional<TopicPosition> received = request.ids().stream()
                .flatMap(id -> TopicPosition.parse(id, name, partitions).stream())
                .max(Comparator.comparingLong(TopicPosition::records));
        boolean missed = false;
        long[] offsets = new long[partitions];
        for (TopicPartition partition : all) {
            int index = partition.partition();
            long first = KafkaClients.offset(oldest, partition);
            long last = KafkaClients.offset(newest, partition);
            long wanted =
                    received.map(position -> position.offsets().get(index)).orElse(last);
            // A topic that was deleted and made again is shorter.
            offsets[index] = wanted > last ? first : Math.max(first, wanted);
            missed |= offsets[index] != wanted;
            reader.seek(partition, offsets[index]);
        }
        if (missed || (received.isEmpty() && !request.ids().isEmpty())) {
            Object requested =
                    received.isPresent() ? received.get() : request.ids().get(0);
            emit(request.format().gap(ResumePoint.gap(missed, requested, TopicPosition.of(name, offsets))));
        }
        return offsets;
    }

    private void emit(Buffer buffer) throws InterruptedException {
        demand.acquire();
        lastSentNanos = System.nanoTime();
        Flow.Subscriber<? super Buffer> target = Objects.requireNonNull(subscriber);
        executor.execute(() -> target.onNext(buffer));
    }
}
