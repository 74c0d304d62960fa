package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.StreamRequest;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TopicStreamTest {

    private static final String TOPIC = "transactions";
    private static final int PARTITIONS = 2;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Set<TopicStream> open = ConcurrentHashMap.newKeySet();
    private final Client client = new Client();

    /** Requests what the test allows. */
    private static final class Client implements Flow.Subscriber<Buffer> {

        final List<String> received = new CopyOnWriteArrayList<>();
        volatile boolean completed;
        volatile @Nullable Throwable failure;
        volatile Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onNext(Buffer buffer) {
            received.add(buffer.toString());
        }

        @Override
        public void onError(Throwable newFailure) {
            failure = newFailure;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }

    @Test
    void streamBeginsAtTheEndAndIdsAreOffsets() {
        topic(10, 20);
        open(2, List.of());
        client.subscription.request(10);
        add(0, 10, "a");
        add(1, 20, "b");

        await().until(() -> client.completed);
        assertThat(client.received).containsExactly("kafka-11.20 a", "kafka-11.21 b");
        await().until(open::isEmpty);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void streamContinuesAfterAnId() {
        topic(10, 20);
        add(0, 9, "old");
        open(1, List.of("kafka-9.20"));
        client.subscription.request(10);

        await().until(() -> client.completed);
        assertThat(client.received).containsExactly("kafka-10.20 old");
    }

    @Test
    void latestOfSeveralIdsCounts() {
        topic(10, 20);
        add(0, 9, "old");
        open(1, List.of("kafka-3.5", "kafka-9.20", "kafka-9.19"));
        client.subscription.request(10);

        await().until(() -> client.completed);
        assertThat(client.received).containsExactly("kafka-10.20 old");
    }

    @Test
    void idOfExpiredRecordsGetsAGap() {
        consumer.updateBeginningOffsets(Map.of(partition(0), 5L, partition(1), 0L));
        consumer.updateEndOffsets(Map.of(partition(0), 10L, partition(1), 20L));
        open(1, List.of("kafka-4.20"));
        client.subscription.request(1);

        await().until(() -> !client.received.isEmpty());
        assertThat(client.received.get(0))
                .contains("{\"reason\":\"expired\",\"requested\":\"kafka-4.20\",\"resumed_from\":\"kafka-5.20\"}");
    }

    @Test
    void idOfAProcessGetsAGapAndTheNewest() {
        topic(10, 20);
        open(1, List.of("run7-12"));
        client.subscription.request(1);

        await().until(() -> !client.received.isEmpty());
        assertThat(client.received.get(0))
                .contains("{\"reason\":\"restarted\",\"requested\":\"run7-12\",\"resumed_from\":\"kafka-10.20\"}");
    }

    @Test
    void nothingIsSentThatWasNotRequested() {
        topic(0, 0);
        open(3, List.of());
        client.subscription.request(1);
        add(0, 0, "a");
        add(0, 1, "b");

        await().until(() -> client.received.size() == 1);
        assertThat(client.received).containsExactly("kafka-1.0 a");
        client.subscription.request(1);
        await().until(() -> client.received.size() == 2);
        assertThat(client.received).endsWith("kafka-2.0 b");
    }

    @Test
    void cancelledStreamClosesItsConsumer() {
        topic(0, 0);
        open(3, List.of());
        client.subscription.cancel();

        await().until(open::isEmpty);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void failureOfTheConsumerFailsTheStream() {
        topic(0, 0);
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("gone")));
        open(3, List.of());

        await().until(open::isEmpty);
        assertThat(client.failure).hasMessage("gone");
    }

    private void topic(long firstEnd, long secondEnd) {
        consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
        Map<TopicPartition, Long> ends = new HashMap<>();
        ends.put(partition(0), firstEnd);
        ends.put(partition(1), secondEnd);
        consumer.updateEndOffsets(ends);
    }

    private void open(long limit, List<String> ids) {
        TopicStream stream = new TopicStream(
                () -> consumer,
                TOPIC,
                "",
                PARTITIONS,
                new Plain(),
                new StreamRequest(ids, StreamFormat.NDJSON, limit),
                Runnable::run,
                open);
        stream.subscribe(client);
    }

    /** Once the stream polls, since only then it has its partitions. */
    private void add(int partition, long offset, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                TOPIC, partition, offset, new byte[0], value.getBytes(StandardCharsets.US_ASCII))));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    /** The id and the value. */
    private static final class Plain implements TopicStream.EventWriter {

        @Override
        public Buffer write(List<ConsumerRecord<byte[], byte[]>> records, TopicPosition after) {
            return Buffer.buffer(after + " " + new String(records.get(0).value(), StandardCharsets.US_ASCII));
        }

        @Override
        public int maxRecordsPerEvent() {
            return 1;
        }
    }
}
