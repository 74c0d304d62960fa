package io.bankfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.TransactionType;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.settings.Settings;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.ManualTime;
import io.bankfeed.streaming.SlowSubscriberException;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.StreamReader;
import io.bankfeed.streaming.SubscriptionRegistry;
import io.bankfeed.streaming.Watch;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeedTest {

    private static final Payment PAYMENT =
            new Payment(TransactionType.TRANSFER, Channel.MOBILE, 42, 7, Payment.NO_MERCHANT);

    private final ManualTime time = new ManualTime();
    private final List<Long> lateNanos = new ArrayList<>();
    private Settings settings = new Settings(1.0, 0.05, 1, 0, 0);
    private Label label = Label.NORMAL;
    private long reportedAt = FraudReports.NEVER;
    private boolean watched = true;
    private final SubscriptionRegistry subscriptions = subscriptions();
    private final Feed feed = feed(new Config(100_000, 20_000), subscriptions);

    @Test
    void subscribersStartAndEndTheFeed() {
        StreamReader one = subscribe();
        StreamReader other = subscribe();
        time.advance(2.5);
        assertThat(feed.isStreaming()).isTrue();
        assertThat(one.sequences()).containsExactly(1L, 2L);
        assertThat(other.sequences()).containsExactly(1L, 2L);

        one.cancel();
        time.advance(1);
        assertThat(feed.isStreaming()).isTrue();
        assertThat(other.sequences()).containsExactly(1L, 2L, 3L);

        other.cancel();
        time.advance(10);
        assertThat(feed.isStreaming()).isFalse();
        assertThat(subscriptions.count()).isZero();
        assertThat(feed.replay().newest()).isEqualTo(3);
    }

    @Test
    void feedStartedByOperatorContinuesWithoutSubscribers() {
        feed.start();
        time.advance(3.5);
        assertThat(feed.replay().newest()).isEqualTo(3);

        StreamReader reader = subscribe();
        time.advance(1);
        reader.cancel();
        time.advance(1);

        assertThat(reader.sequences()).containsExactly(4L);
        assertThat(feed.replay().newest()).isEqualTo(5);
        assertThatThrownBy(feed::start).hasMessageStartingWith("Stream is already running: ");
    }

    @Test
    void subscribersShareTheSameBytes() {
        StreamReader one = subscribe();
        StreamReader other = subscribe();
        time.advance(1);

        assertThat(one.received.get(0)).isSameAs(other.received.get(0));
        assertThat(one.received.get(0)).hasToString("id: test-1\ndata: {\"n\":1,\"size\":1}\n\n");
    }

    @Test
    void ndjsonHasTheSameBatches() {
        StreamReader lines = subscribe(null, StreamFormat.NDJSON, Long.MAX_VALUE);
        time.advance(2);

        assertThat(lines.received)
                .map(Buffer::toString)
                .containsExactly("{\"n\":1,\"size\":1}\n", "{\"n\":2,\"size\":1}\n");
    }

    @Test
    void labelledBatchesAreShared() {
        label = new Label("loan_fraud");
        StreamReader labelled = new StreamReader();
        StreamReader alsoLabelled = new StreamReader();
        StreamReader lines = new StreamReader();
        subscribe(StreamFormat.SERVER_SENT_EVENTS, labelled);
        subscribe(StreamFormat.SERVER_SENT_EVENTS, alsoLabelled);
        subscribe(StreamFormat.NDJSON, lines);
        time.advance(1);

        String json = "{\"n\":1,\"size\":1,\"is_fraud\":true,\"fraud_type\":\"loan_fraud\"}";
        assertThat(labelled.received.get(0)).hasToString("id: test-1\ndata: " + json + "\n\n");
        assertThat(alsoLabelled.received.get(0)).isSameAs(labelled.received.get(0));
        assertThat(lines.received.get(0)).hasToString(json + "\n");
    }

    @Test
    void everyVariantIsDerivedFromTheSameBatch() {
        label = new Label("loan_fraud", new ScenarioStep(255, "bust_out", 2, 7, "borrower", 0));
        reportedAt = 0;
        FeedEvent event = encode(new EventId("test", "", 1), 1, 0);
        List<String> lines = new ArrayList<>();
        for (boolean extended : List.of(false, true)) {
            for (LabelFields labels : LabelFields.values()) {
                RecordFields fields = new RecordFields(extended, labels);
                lines.add(event.encoded(StreamFormat.NDJSON, fields).toString());
                assertThat(event.encoded(StreamFormat.NDJSON, fields)).hasToString(lines.get(lines.size() - 1));
            }
        }

        String payment = ",\"transaction_type\":\"transfer\",\"channel\":\"mobile\","
                + "\"counterparty_account_id\":\"ACC_000042\",\"counterparty_bank\":\"BANK_07\","
                + "\"merchant_category\":null";
        String truth = ",\"is_fraud\":true,\"fraud_type\":\"loan_fraud\"";
        String rest = ",\"scenario_id\":\"SCN_00000000000000ff\",\"scenario_type\":\"bust_out\",\"scenario_step\":2,"
                + "\"scenario_steps\":7,\"scenario_role\":\"borrower\",\"reported_fraud\":true,"
                + "\"reported_at\":\"1970-01-01T07:00:00.000000+07:00\"";
        assertThat(lines)
                .containsExactly(
                        "{\"n\":1,\"size\":1}\n",
                        "{\"n\":1,\"size\":1" + truth + "}\n",
                        "{\"n\":1,\"size\":1" + truth + rest + "}\n",
                        "{\"n\":1,\"size\":1" + payment + "}\n",
                        "{\"n\":1,\"size\":1" + payment + truth + "}\n",
                        "{\"n\":1,\"size\":1" + payment + truth + rest + "}\n");
    }

    @Test
    void limitCompletesTheStream() {
        StreamReader reader = subscribe(null, StreamFormat.SERVER_SENT_EVENTS, 3);
        time.advance(10);

        assertThat(reader.sequences()).containsExactly(1L, 2L, 3L);
        assertThat(reader.completed).isTrue();
        assertThat(feed.isStreaming()).isFalse();
    }

    @Test
    void stoppedFeedTurnsResumingClientsAway() {
        StreamReader reader = subscribe();
        time.advance(2.5);
        feed.stop();
        time.advance(5);

        assertThat(reader.sequences()).containsExactly(1L, 2L);
        assertThat(reader.completed).isTrue();
        assertThat(feed.subscribe(
                        StreamReader.request("test-2", StreamFormat.SERVER_SENT_EVENTS, 1), RecordFields.CORE, time))
                .isEmpty();
        assertThat(feed.isStreaming()).isFalse();

        StreamReader fresh = subscribe();
        time.advance(1);
        assertThat(fresh.sequences()).containsExactly(3L);
    }

    @Test
    void pendingBatchesAreSentBeforeTheEnd() {
        StreamReader reader = subscribe();
        reader.pause();
        time.advance(3.5);
        feed.stop();
        time.advance(0.5);
        assertThat(reader.completed).isFalse();

        reader.resume();
        time.advance(0.1);

        assertThat(reader.sequences()).containsExactly(1L, 2L, 3L);
        assertThat(reader.completed).isTrue();
    }

    @Test
    void subscriberThatDoesNotReadTheEndIsDisconnectedButNotCountedAsSlow() {
        StreamReader reader = subscribe();
        reader.pause();
        time.advance(3.5);
        feed.stop();
        time.advance(2.1);
        feed.housekeep();
        time.advance(0.1);

        assertThat(reader.failure).isInstanceOf(SlowSubscriberException.class);
        assertThat(subscriptions.slowDisconnects()).isZero();
        assertThat(subscriptions.count()).isZero();
    }

    @Test
    void resumesAfterTheLastEvent() {
        feed.start();
        time.advance(5.5);

        StreamReader reader = subscribe("test-2");
        time.advance(1);

        assertThat(reader.sequences()).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void resumingAtTheNewestEventWaitsForTheNext() {
        feed.start();
        time.advance(2.5);

        StreamReader reader = subscribe("test-2");
        time.advance(0.1);
        assertThat(reader.sequences()).isEmpty();
        time.advance(1);
        assertThat(reader.sequences()).containsExactly(3L);
    }

    @Test
    void evictedIdCausesAGap() {
        Feed small = feed(new Config(3_000, 1_500), subscriptions());
        small.start();
        time.advance(20.5);

        StreamReader reader = new StreamReader();
        small.subscribe(
                        StreamReader.request("test-2", StreamFormat.SERVER_SENT_EVENTS, Long.MAX_VALUE),
                        RecordFields.CORE,
                        time)
                .orElseThrow()
                .subscribe(reader);
        time.advance(0.1);

        long first = reader.sequences().get(0);
        assertThat(first).isBetween(small.replay().oldest() + 1, 18L);
        assertThat(reader.received.get(0))
                .hasToString(
                        "event: gap\ndata: {\"reason\":\"expired\",\"requested\":\"test-2\",\"resumed_from\":\"test-"
                                + first + "\"}\n\n");
        assertThat(reader.sequences())
                .isEqualTo(LongStream.rangeClosed(first, 20).boxed().toList());
    }

    @Test
    void idBeforeTheOldestCausesNoGap() {
        Feed small = feed(new Config(3_000, 1_500), subscriptions());
        small.start();
        time.advance(20.5);
        long oldest = small.replay().oldest();

        StreamReader reader = new StreamReader();
        small.subscribe(
                        StreamReader.request("test-" + (oldest - 1), StreamFormat.SERVER_SENT_EVENTS, Long.MAX_VALUE),
                        RecordFields.CORE,
                        time)
                .orElseThrow()
                .subscribe(reader);
        time.advance(0.1);

        assertThat(reader.received.get(0).toString()).startsWith("id: test-" + oldest + "\n");
    }

    @Test
    void idFromAnEarlierRunCausesAGap() {
        StreamReader reader = subscribe("before-77");
        time.advance(1);

        assertThat(reader.received.get(0))
                .hasToString("event: gap\ndata: {\"reason\":\"restarted\",\"requested\":\"before-77\","
                        + "\"resumed_from\":\"test-1\"}\n\n");
        assertThat(reader.sequences()).containsExactly(1L);
    }

    @Test
    void invalidIdIsRejected() {
        assertThatThrownBy(() -> subscribe("rubbish"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Last-Event-ID must be the id of an event that was received, or be omitted, but "
                        + "\"rubbish\" is not an id of this stream.");
        assertThatThrownBy(() -> subscribe("test-1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageEndingWith("\"test-1\" has not been sent yet.");
        assertThatThrownBy(() -> subscribe("x".repeat(100_000)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("x…");
        assertThat(feed.isStreaming()).isFalse();
        assertThat(subscriptions.count()).isZero();
    }

    @Test
    void slowSubscriberIsDisconnectedAndOthersContinue() {
        StreamReader slow = subscribe();
        StreamReader quick = subscribe();
        slow.pause();
        time.advance(100.5);

        assertThat(slow.failure).isInstanceOf(SlowSubscriberException.class);
        assertThat(slow.sequences()).containsExactly(1L);
        assertThat(quick.sequences()).hasSize(100);
        assertThat(subscriptions.slowDisconnects()).isEqualTo(1);
        assertThat(subscriptions.count()).isEqualTo(1);
    }

    @Test
    void slowSubscriberResumesWithoutLoss() {
        StreamReader slow = subscribe();
        time.advance(10.5);
        slow.pause();
        time.advance(100);
        assertThat(slow.failure).isInstanceOf(SlowSubscriberException.class);

        StreamReader again =
                subscribe("test-" + slow.sequences().get(slow.sequences().size() - 1));
        time.advance(10);

        List<Long> both = new ArrayList<>(slow.sequences());
        both.addAll(again.sequences());
        assertThat(both)
                .isEqualTo(LongStream.rangeClosed(1, feed.replay().newest())
                        .boxed()
                        .toList());
    }

    @Test
    void subscriberThatIsCatchingUpIsNotSlow() {
        feed.start();
        time.advance(150.5);

        StreamReader reader = new StreamReader();
        reader.demandAtATime = 1;
        feed.subscribe(
                        StreamReader.request("test-1", StreamFormat.SERVER_SENT_EVENTS, Long.MAX_VALUE),
                        RecordFields.CORE,
                        time)
                .orElseThrow()
                .subscribe(reader);
        time.advance(0.1);
        reader.pause();
        time.advance(1);

        assertThat(reader.failure).isNull();
        assertThat(feed.replay().bytesAfter(1)).isGreaterThan(20_000);
    }

    @Test
    void unusedSubscriptionIsRemoved() {
        feed.subscribe(
                StreamReader.request(null, StreamFormat.SERVER_SENT_EVENTS, Long.MAX_VALUE), RecordFields.CORE, time);
        time.advance(2.1);
        feed.housekeep();
        time.advance(0);

        assertThat(subscriptions.count()).isZero();
        assertThat(feed.isStreaming()).isFalse();
    }

    @Test
    void numberOfSubscribersIsLimited() {
        subscribe();
        subscribe();
        StreamReader third = subscribe();

        assertThatThrownBy(this::subscribe).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_SUBSCRIBERS);
            assertThat(problem.headers()).containsEntry("Retry-After", "5");
        });

        third.cancel();
        time.advance(0.1);
        assertThat(subscribe().failure).isNull();
    }

    @Test
    void idleSubscriberGetsAComment() {
        settings = new Settings(3600, 0.05, 1, 0, 0);
        StreamReader reader = subscribe();
        StreamReader lines = subscribe(null, StreamFormat.NDJSON, Long.MAX_VALUE);
        for (int second = 1; second <= 31; second++) {
            time.advance(1);
            feed.housekeep();
        }
        time.advance(0);

        assertThat(reader.received).map(Buffer::toString).containsExactly(":\n\n", ":\n\n");
        assertThat(lines.received).isEmpty();
    }

    @Test
    void newSettingsTakeEffectImmediately() {
        StreamReader reader = subscribe();
        time.advance(1.5);
        change(new Settings(0.1, 0.05, 7, 0, 0));
        time.advance(0.05);

        assertThat(reader.sequences()).containsExactly(1L, 2L);
        assertThat(reader.received.get(1)).hasToString("id: test-2\ndata: {\"n\":2,\"size\":7}\n\n");
        time.advance(1);
        assertThat(reader.sequences()).hasSize(12);
    }

    @Test
    void measuresTransactionsPerSecond() {
        change(new Settings(0.1, 0.05, 7, 0, 0));
        assertThat(feed.achievedPerSecond()).isZero();

        feed.start();
        time.advance(20);
        assertThat(feed.achievedPerSecond()).isBetween(69.0, 71.0);
        feed.stop();
        assertThat(feed.achievedPerSecond()).isZero();
    }

    @Test
    void closedFeedCompletesStreamsAndRejectsNewOnes() {
        StreamReader reader = subscribe();
        time.advance(1.5);
        feed.close();
        time.advance(1);

        assertThat(reader.completed).isTrue();
        assertThatThrownBy(this::subscribe).isInstanceOf(ProblemException.class);
        assertThatThrownBy(feed::start).isInstanceOf(ProblemException.class);
    }

    @Test
    void watchIsOffWhenIdle() {
        feed.housekeep();
        assertThat(watched).isFalse();

        StreamReader reader = subscribe();
        assertThat(watched).isTrue();
        feed.housekeep();
        assertThat(watched).isTrue();

        reader.cancel();
        time.advance(1);
        feed.housekeep();
        assertThat(watched).isFalse();
    }

    @Test
    void reportsLateness() {
        feed.start();
        time.advance(0.5);
        time.stall(0.6);
        time.advance(0);

        assertThat(lateNanos).containsExactly(100_000_000L);
    }

    private SubscriptionRegistry subscriptions() {
        return new SubscriptionRegistry("test", "", false, "subscribers", 3, time::nanos, new Watch() {
            @Override
            public void on() {
                watched = true;
            }

            @Override
            public void off() {
                watched = false;
            }
        });
    }

    private Feed feed(FeedConfig config, SubscriptionRegistry registry) {
        return new Feed(config, this::encode, () -> settings, time, time::nanos, lateNanos::add, registry);
    }

    private FeedEvent encode(EventId id, int size, long periodNanos) {
        byte[] json = AsciiBuffer.ascii("{\"n\":" + id.sequence() + ",\"size\":" + size + "}");
        BatchDetails details = new BatchDetails(1);
        details.add(json.length, PAYMENT, label, reportedAt);
        return FeedEvent.of(id, new AsciiBuffer(0).append(json), details);
    }

    private void change(Settings changed) {
        settings = changed;
        feed.settingsChanged(changed);
    }

    private StreamReader subscribe() {
        return subscribe(null);
    }

    private void subscribe(StreamFormat format, StreamReader labelled) {
        subscribe(format, RecordFields.LABELLED, labelled);
    }

    private void subscribe(StreamFormat format, RecordFields fields, StreamReader labelled) {
        feed.subscribe(StreamReader.request(null, format, Long.MAX_VALUE), fields, time)
                .orElseThrow()
                .subscribe(labelled);
    }

    private StreamReader subscribe(@Nullable String lastEventId) {
        return subscribe(lastEventId, StreamFormat.SERVER_SENT_EVENTS, Long.MAX_VALUE);
    }

    private StreamReader subscribe(@Nullable String lastEventId, StreamFormat format, long limit) {
        StreamReader reader = new StreamReader();
        feed.subscribe(StreamReader.request(lastEventId, format, limit), RecordFields.CORE, time)
                .orElseThrow()
                .subscribe(reader);
        time.advance(0);
        return reader;
    }

    private record Config(long replay, long queue) implements FeedConfig {

        @Override
        public MemorySize replayBytes() {
            return new MemorySize(BigInteger.valueOf(replay));
        }

        @Override
        public MemorySize subscriberQueueBytes() {
            return new MemorySize(BigInteger.valueOf(queue));
        }

        @Override
        public int maxSubscribers() {
            return 3;
        }
    }
}
