package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.streaming.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class DatasetStreamsTest {

    private static final DatasetSpec SEVERAL_CHUNKS = DatasetSpecs.of(DatasetFormat.NDJSON, 2800);
    private static final DatasetSpec TINY = DatasetSpecs.of(DatasetFormat.CSV, 1);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

    private final ManualTime eventLoop = new ManualTime();
    private final ManualTime workers = new ManualTime();
    private final DatasetStreams streams = new DatasetStreams(2, STALL_TIMEOUT, workers);

    @Test
    void streamsBeyondTheMaximumAreRefused() {
        start(SEVERAL_CHUNKS);
        start(SEVERAL_CHUNKS);

        for (int i = 0; i < 3; i++) {
            assertRefused();
        }

        assertThat(streams.running()).isEqualTo(2);
    }

    @Test
    void oneDepartureFreesOnePlace() {
        start(SEVERAL_CHUNKS);
        start(SEVERAL_CHUNKS).leave();
        eventLoop.advance(0);
        assertThat(streams.running()).isEqualTo(1);

        start(SEVERAL_CHUNKS);
        assertRefused();
    }

    @Test
    void completionFreesThePlace() {
        Downloader client = start(TINY);
        client.request(1);
        run();

        assertEnded(End.COMPLETED);
        assertThat(client.completed).isTrue();
    }

    @Test
    void departureFreesThePlace() {
        Downloader client = start(SEVERAL_CHUNKS);
        client.request(1);
        run();
        client.leave();
        run();

        assertEnded(End.ABANDONED);
    }

    @Test
    void departureDuringAChunkFreesThePlace() {
        Downloader client = start(SEVERAL_CHUNKS);
        client.request(1);
        eventLoop.advance(0);
        client.leave();
        run();

        assertEnded(End.ABANDONED);
    }

    @Test
    void stallFreesThePlace() {
        start(SEVERAL_CHUNKS);
        eventLoop.advance(30);

        assertEnded(End.STALLED);
    }

    @Test
    void failureFreesThePlace() {
        DatasetStreams rejecting = new DatasetStreams(1, STALL_TIMEOUT, task -> {
            throw new RejectedExecutionException("closed");
        });
        for (int i = 1; i <= 3; i++) {
            Downloader client = subscribed(rejecting.start(SEVERAL_CHUNKS, false, true, eventLoop));
            client.request(1);
            run();

            assertThat(rejecting.running()).isZero();
            assertThat(rejecting.count(End.FAILED).sum()).isEqualTo(i);
        }
    }

    @Test
    void invalidSpecTakesNoPlace() {
        DatasetSpec impossible = new DatasetSpec(
                new EventTimeSpec(new Bank(1, 99, 1000, Map.of()), 0.05, 0, 1, FraudModel.TEXTBOOK),
                1,
                0,
                Part.WHOLE,
                RecordFields.CORE,
                ReportSettings.DEFAULT,
                DatasetFormat.CSV);

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> streams.start(impossible, false, true, eventLoop));
        }

        assertThat(streams.running()).isZero();
    }

    @Test
    void digestIsKnownAfterCompletion() {
        assertThat(streams.digest(SEVERAL_CHUNKS)).isEmpty();
        Downloader client = start(SEVERAL_CHUNKS);
        client.then = () -> {
            if (client.bytes().length < DatasetSpecs.whole(SEVERAL_CHUNKS).length) {
                assertThat(streams.digest(SEVERAL_CHUNKS)).isEmpty();
            }
        };

        client.request(Long.MAX_VALUE);
        run();

        assertThat(streams.digest(SEVERAL_CHUNKS)).contains(DatasetSpecs.sha256(DatasetSpecs.whole(SEVERAL_CHUNKS)));
        assertThat(streams.digest(TINY)).isEmpty();
    }

    @Test
    void digestOfACompressedDatasetIsThatOfItsContent() {
        Downloader client = subscribed(streams.start(SEVERAL_CHUNKS, true, true, eventLoop));
        client.request(Long.MAX_VALUE);
        run();

        assertThat(DatasetSpecs.decompressed(client.bytes())).isEqualTo(DatasetSpecs.whole(SEVERAL_CHUNKS));
        assertThat(streams.digest(SEVERAL_CHUNKS)).contains(DatasetSpecs.sha256(DatasetSpecs.whole(SEVERAL_CHUNKS)));
    }

    @Test
    void digestIsComputedOnlyOnDemand() {
        Downloader client = subscribed(streams.start(SEVERAL_CHUNKS, false, false, eventLoop));
        client.request(Long.MAX_VALUE);
        run();

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SEVERAL_CHUNKS));
        assertThat(streams.digest(SEVERAL_CHUNKS)).isEmpty();
    }

    @Test
    void digestOfAnAbandonedDatasetIsUnknown() {
        Downloader client = start(SEVERAL_CHUNKS);
        client.request(2);
        run();
        client.leave();
        run();

        assertThat(streams.digest(SEVERAL_CHUNKS)).isEmpty();
    }

    @Test
    void leastRecentlyUsedDigestIsEvicted() {
        DatasetSpec first = DatasetSpecs.of(DatasetFormat.CSV, 0, 1, false);
        DatasetSpec second = DatasetSpecs.of(DatasetFormat.CSV, 1, 1, false);
        for (int offset = 0; offset < 1000; offset++) {
            complete(DatasetSpecs.of(DatasetFormat.CSV, offset, 1, false));
        }
        assertThat(streams.digest(first))
                .as("used now, so no longer the least recent")
                .isPresent();

        complete(DatasetSpecs.of(DatasetFormat.CSV, 1000, 1, false));

        assertThat(streams.digest(first)).isPresent();
        assertThat(streams.digest(second)).isEmpty();
    }

    @Test
    void sentTransactionsAreCounted() {
        complete(TINY);
        complete(SEVERAL_CHUNKS);
        start(SEVERAL_CHUNKS).leave();
        run();

        assertThat(streams.transactions()).isEqualTo(2801);
    }

    @Test
    void endsAreCounted() {
        complete(TINY);
        complete(TINY);
        start(SEVERAL_CHUNKS).leave();
        run();

        assertThat(streams.count(End.COMPLETED).sum()).isEqualTo(2);
        assertThat(streams.count(End.ABANDONED).sum()).isEqualTo(1);
        assertThat(streams.count(End.STALLED).sum()).isZero();
        assertThat(streams.count(End.FAILED).sum()).isZero();
    }

    @Test
    void shutdownEndsRunningStreams() {
        Downloader client = start(SEVERAL_CHUNKS);

        streams.close();
        eventLoop.advance(0);

        assertThat(client.failure).isInstanceOf(CancellationException.class).hasMessageContaining("SHUT_DOWN");
        assertThat(streams.running()).isZero();
    }

    @Test
    void streamsAreRefusedAfterAShutdown() {
        streams.close();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> streams.start(TINY, false, true, eventLoop))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.SHUTTING_DOWN));
    }

    private void assertRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> streams.start(SEVERAL_CHUNKS, false, true, eventLoop))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_DATASETS);
                    assertThat(problem.type().status()).isEqualTo(503);
                    assertThat(problem.headers()).containsEntry("Retry-After", "5");
                    assertThat(problem.detail())
                            .isEqualTo("At most 2 datasets can be generated at once; try again later.");
                });
    }

    private void assertEnded(End end) {
        assertThat(streams.running()).isZero();
        for (End any : End.values()) {
            assertThat(streams.count(any).sum()).as(any.name()).isEqualTo(any == end ? 1 : 0);
        }
        start(SEVERAL_CHUNKS);
        start(SEVERAL_CHUNKS);
        assertRefused();
    }

    private void complete(DatasetSpec spec) {
        start(spec).request(Long.MAX_VALUE);
        run();
    }

    private Downloader start(DatasetSpec spec) {
        return subscribed(streams.start(spec, false, true, eventLoop));
    }

    private Downloader subscribed(DatasetStream stream) {
        Downloader client = new Downloader();
        stream.subscribe(client);
        eventLoop.advance(0);
        return client;
    }

    /** Runs everything that the workers and the event loop have to do now. */
    private void run() {
        eventLoop.advance(0);
        while (workers.scheduled() > 0) {
            workers.advance(0);
            eventLoop.advance(0);
        }
    }
}
