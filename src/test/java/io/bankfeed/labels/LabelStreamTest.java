package io.bankfeed.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.TransactionListener;
import io.bankfeed.http.ProblemException;
import io.bankfeed.streaming.ManualTime;
import io.bankfeed.streaming.SlowSubscriberException;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.StreamReader;
import io.bankfeed.streaming.SubscriptionRegistry;
import io.bankfeed.streaming.Watch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LabelStreamTest {

    private static final byte NORMAL = 0;
    private static final byte FRAUD = 1;
    private static final long SECOND = 1_000_000;

    private final ManualTime time = new ManualTime();
    private boolean watched = true;
    private final LabelStore store = new LabelStore(1_000, 0);
    private final SubscriptionRegistry subscriptions =
            new SubscriptionRegistry("test", "labels", false, "subscribers of labels", 2, time::nanos, new Watch() {
                @Override
                public void on() {
                    watched = true;
                }

                @Override
                public void off() {
                    watched = false;
                }
            });
    private final LabelStream stream = new LabelStream(
            store,
            List.of(Label.NORMAL, new Label("loan_fraud")),
            new ObjectMapper(),
            time,
            this::nowMicros,
            subscriptions);

    @Test
    void labelIsSentImmediatelyWithoutADelay() {
        StreamReader reader = subscribe();
        generate(1, NORMAL, FRAUD);

        assertThat(reader.text())
                .isEqualTo("id: test-labels-1\ndata: {\"transaction_id\":\"TXN_00000001\",\"is_fraud\":false,"
                        + "\"fraud_type\":\"normal\",\"labelled_at\":\"1970-01-01T07:00:00.000999+07:00\"}\n\n"
                        + "id: test-labels-2\ndata: {\"transaction_id\":\"TXN_00000002\",\"is_fraud\":true,"
                        + "\"fraud_type\":\"loan_fraud\",\"labelled_at\":\"1970-01-01T07:00:00.001000+07:00\"}\n\n");
    }

    @Test
    void fullLabelHasTheScenarioAndTheReport() {
        StreamReader reader = new StreamReader();
        stream.subscribe(StreamReader.request(null, StreamFormat.NDJSON, Long.MAX_VALUE), true, time)
                .subscribe(reader);
        LabelDetail detail = new LabelDetail(new ScenarioStep(255, "fan_in", 2, 8, "mule", 0), 7);
        store.record(1, new byte[] {FRAUD, NORMAL}, new LabelDetail[] {detail, null}, nowMicros());
        stream.recorded();
        time.advance(0);

        assertThat(reader.text())
                .isEqualTo("{\"transaction_id\":\"TXN_00000001\",\"is_fraud\":true,\"fraud_type\":\"loan_fraud\","
                        + "\"labelled_at\":\"1970-01-01T07:00:00.000999+07:00\","
                        + "\"scenario_id\":\"SCN_00000000000000ff\",\"scenario_type\":\"fan_in\",\"scenario_step\":2,"
                        + "\"scenario_steps\":8,\"scenario_role\":\"mule\",\"reported_fraud\":true,"
                        + "\"reported_at\":\"1970-01-01T07:00:00.000007+07:00\"}\n"
                        + "{\"transaction_id\":\"TXN_00000002\",\"is_fraud\":false,\"fraud_type\":\"normal\","
                        + "\"labelled_at\":\"1970-01-01T07:00:00.001000+07:00\","
                        + "\"scenario_id\":null,\"scenario_type\":null,\"scenario_step\":null,"
                        + "\"scenario_steps\":null,\"scenario_role\":null,\"reported_fraud\":false,"
                        + "\"reported_at\":null}\n");
    }

    @Test
    void newSubscriberGetsLabelsThatBecomeKnownLater() {
        generate(1, FRAUD);
        changeDelay(5 * SECOND);
        generate(2, FRAUD);

        StreamReader reader = subscribe();
        time.advance(4.9);
        assertThat(reader.sequences()).isEmpty();
        time.advance(0.2);
        assertThat(reader.sequences()).containsExactly(2L);
    }

    @Test
    void dueLabelsAreSentWithin50Milliseconds() {
        changeDelay(SECOND);
        StreamReader reader = subscribe();
        for (int number = 1; number <= 100; number++) {
            generate(number, FRAUD);
            time.advance(0.01);
        }
        time.advance(0.05);
        int known = (int) store.watermark();

        assertThat(reader.sequences()).hasSize(known).hasSizeGreaterThanOrEqualTo(5);
        time.advance(1);
        assertThat(reader.sequences()).hasSize(100);
    }

    @Test
    void shorterDelaySendsOverdueLabels() {
        changeDelay(3600 * SECOND);
        StreamReader reader = subscribe();
        generate(1, FRAUD);
        time.advance(2);
        assertThat(reader.sequences()).isEmpty();

        changeDelay(SECOND);

        assertThat(reader.sequences()).containsExactly(1L);
    }

    @Test
    void timerRunsOnlyWithSubscribersAndPendingLabels() {
        changeDelay(5 * SECOND);
        generate(1, FRAUD);
        assertThat(time.scheduled()).isZero();

        StreamReader reader = subscribe();
        assertThat(time.scheduled()).isEqualTo(1);
        subscribe();
        generate(2, FRAUD);
        assertThat(time.scheduled()).as("one timer for all").isEqualTo(1);

        time.advance(6);
        assertThat(reader.sequences()).containsExactly(1L, 2L);
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void watchIsOffWithoutSubscribers() {
        subscriptions.housekeep(false);
        assertThat(watched).isFalse();

        StreamReader reader = subscribe();
        assertThat(watched).isTrue();
        subscriptions.housekeep(false);
        assertThat(watched).isTrue();

        reader.cancel();
        time.advance(0);
        subscriptions.housekeep(false);
        assertThat(watched).isFalse();
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void idleSubscriberGetsAComment() {
        StreamReader reader = subscribe();
        time.advance(14);
        subscriptions.housekeep(false);
        time.advance(0);

        assertThat(reader.text()).isEqualTo(":\n\n");
    }

    @Test
    void transactionThatWasNotGeneratedIsSkipped() {
        StreamReader reader = subscribe();
        generate(1, FRAUD, TransactionListener.NOT_GENERATED);
        StreamReader between = subscribe("test-labels-2");
        generate(3, TransactionListener.NOT_GENERATED, FRAUD);

        assertThat(reader.sequences()).containsExactly(1L, 4L);
        assertThat(between.sequences()).containsExactly(4L);
    }

    @Test
    void limitCountsLabels() {
        StreamReader reader = subscribe(null, StreamFormat.NDJSON, 3);
        generate(1, FRAUD, TransactionListener.NOT_GENERATED, FRAUD, FRAUD, FRAUD);

        assertThat(reader.text().lines()).hasSize(3);
        assertThat(reader.completed).isTrue();
    }

    @Test
    void resumesAfterTheLastLabel() {
        generate(1, all(700));

        StreamReader reader = subscribe("test-labels-5");

        assertThat(reader.sequences())
                .isEqualTo(LongStream.rangeClosed(6, 700).boxed().toList());
        assertThat(reader.received).as("many labels at once").hasSizeLessThan(5);
    }

    @Test
    void evictedLabelsCauseAGap() {
        generate(1, all(1_000));
        generate(1_001, all(500));

        StreamReader reader = subscribe("test-labels-7");

        assertThat(reader.text())
                .startsWith(
                        "event: gap\ndata: {\"reason\":\"expired\",\"requested\":\"test-labels-7\",\"resumed_from\":\"test-labels-751\"}"
                                + "\n\nid: test-labels-751\n");
        assertThat(subscribe("test-labels-500").sequences()).startsWith(501L);
    }

    @Test
    void futureIdIsRejected() {
        changeDelay(SECOND);
        generate(1, FRAUD);

        assertThatThrownBy(() -> subscribe("test-labels-1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has not been sent yet");
        assertThat(subscriptions.count()).isZero();
    }

    @Test
    void slowSubscriberIsDisconnectedAndOthersContinue() {
        StreamReader stalled = subscribe();
        stalled.pause();
        StreamReader reading = subscribe();
        for (long first = 1; first < 2_000; first += 100) {
            generate(first, all(100));
        }

        assertThat(stalled.failure).isInstanceOf(SlowSubscriberException.class);
        assertThat(subscriptions.slowDisconnects()).isEqualTo(1);
        assertThat(subscriptions.count()).isEqualTo(1);
        assertThat(reading.sequences())
                .isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
    }

    @Test
    void lostLabelDisconnectsTheSubscriber() {
        changeDelay(3600 * SECOND);
        StreamReader reader = subscribe();
        generate(1, all(1_000));
        assertThat(reader.failure).isNull();

        generate(1_001, FRAUD);

        assertThat(reader.failure).isInstanceOf(SlowSubscriberException.class);
        assertThat(store.evictedUnknown()).isEqualTo(1);
    }

    @Test
    void numberOfSubscribersIsLimited() {
        subscribe();
        subscribe();

        assertThatThrownBy(this::subscribe)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("The maximum of 2 subscribers of labels");
    }

    @Test
    void closedStreamCompletesSubscribersAndRejectsNewOnes() {
        changeDelay(SECOND);
        generate(1, FRAUD);
        StreamReader reader = subscribe();
        stream.close();
        time.advance(2);

        assertThat(reader.completed).isTrue();
        assertThat(subscriptions.count()).isZero();
        assertThatThrownBy(this::subscribe)
                .hasMessageContaining("shutting down")
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.headers()).containsEntry("Retry-After", "5"));
    }

    private void generate(long first, byte... labels) {
        store.record(first, labels, null, nowMicros());
        stream.recorded();
        time.advance(0);
    }

    private void changeDelay(long micros) {
        store.changeDelay(micros, nowMicros());
        stream.delayChanged();
        time.advance(0);
    }

    private long nowMicros() {
        return time.nanos() / 1_000;
    }

    private static byte[] all(int count) {
        byte[] labels = new byte[count];
        Arrays.fill(labels, FRAUD);
        return labels;
    }

    private StreamReader subscribe() {
        return subscribe(null);
    }

    private StreamReader subscribe(@Nullable String lastEventId) {
        return subscribe(lastEventId, StreamFormat.SERVER_SENT_EVENTS, Long.MAX_VALUE);
    }

    private StreamReader subscribe(@Nullable String lastEventId, StreamFormat format, long limit) {
        StreamReader reader = new StreamReader();
        stream.subscribe(StreamReader.request(lastEventId, format, limit), false, time)
                .subscribe(reader);
        time.advance(0);
        return reader;
    }
}
