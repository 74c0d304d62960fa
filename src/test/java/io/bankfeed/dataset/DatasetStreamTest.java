package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.streaming.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class DatasetStreamTest {

    /** About ten chunks. */
    private static final DatasetSpec SEVERAL_CHUNKS = DatasetSpecs.of(DatasetFormat.NDJSON, 5600);

    private static final double STALL_SECONDS = 30;

    private final ManualTime eventLoop = new ManualTime();
    private final ManualTime workers = new ManualTime();
    private final List<String> events = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private long sent;

    @Test
    void nothingIsGeneratedWithoutDemand() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        eventLoop.advance(1);

        assertThat(workers.scheduled()).isZero();
        assertThat(client.received).isEmpty();
        assertThat(sent).isZero();
    }

    @Test
    void eachRequestGetsOneChunkFromAWorker() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        for (int chunks = 1; chunks <= 3; chunks++) {
            client.request(1);
            assertThat(workers.scheduled()).isZero();
            eventLoop.advance(0);
            assertThat(workers.scheduled()).isEqualTo(1);
            workers.advance(0);
            assertThat(client.received).hasSize(chunks - 1);
            eventLoop.advance(0);

            assertThat(client.received).hasSize(chunks);
            assertThat(workers.scheduled()).isZero();
        }
        assertThat(ends).isEmpty();
    }

    @Test
    void chunksAreGeneratedOneAtATime() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        client.request(2);
        client.request(1);
        run();

        assertThat(client.received).hasSize(3);
        assertThat(workers.scheduled()).isZero();
    }

    @Test
    void demandDuringAChunkIsMetAfterIt() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.request(1);
        eventLoop.advance(0);
        client.request(1);
        eventLoop.advance(0);

        assertThat(workers.scheduled()).isEqualTo(1);
        run();

        assertThat(client.received).hasSize(2);
    }

    @Test
    void clientGetsTheWholeDataset() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        client.request(Long.MAX_VALUE);
        run();

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SEVERAL_CHUNKS));
        assertThat(client.received).hasSizeBetween(5, 15);
        assertThat(client.completed).isTrue();
        assertThat(client.failure).isNull();
        assertThat(ends).containsExactly(End.COMPLETED);
        assertThat(sent).isEqualTo(SEVERAL_CHUNKS.count());
    }

    @Test
    void demandDoesNotOverflow() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        client.request(Long.MAX_VALUE);
        client.request(Long.MAX_VALUE);
        client.request(1);
        run();

        assertThat(client.completed).isTrue();
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void clientThatRequestsOneByOneGetsTheWholeDataset() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.then = () -> client.request(1);

        client.request(1);
        run();

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SEVERAL_CHUNKS));
        assertThat(client.completed).isTrue();
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void digestIsSentBeforeTheLastChunk() {
        Downloader client = subscribed(stream(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> events.add("digest")));
        client.then = () -> events.add("chunk");

        client.request(1);
        run();

        assertThat(events).containsSubsequence("digest", "chunk");
    }

    @Test
    void streamIsReleasedBeforeTheClientCompletes() {
        Downloader client = subscribed(stream(DatasetSpecs.of(DatasetFormat.CSV, 1)));
        client.onCompletion = () -> events.add("completion");

        client.request(1);
        run();

        assertThat(events).containsSubsequence("COMPLETED", "completion");
    }

    @Test
    void nothingHappensAfterTheEnd() {
        Downloader client = subscribed(stream(DatasetSpecs.of(DatasetFormat.JSON, 1)));
        client.request(1);
        run();

        client.request(1);
        client.leave();
        run();
        eventLoop.advance(10 * STALL_SECONDS);

        assertThat(client.received).hasSize(1);
        assertThat(client.failure).isNull();
        assertThat(ends).containsExactly(End.COMPLETED);
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void departureBetweenChunksEndsTheStream() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.request(2);
        run();

        client.leave();
        client.leave();
        eventLoop.advance(0);
        assertThat(ends).containsExactly(End.ABANDONED);

        client.request(5);
        run();
        eventLoop.advance(10 * STALL_SECONDS);
        assertThat(ends).containsExactly(End.ABANDONED);
        assertThat(client.received).hasSize(2);
        assertThat(client.completed).isFalse();
        assertThat(client.failure).isNull();
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void departureOnReceiptOfAChunkEndsTheStream() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.then = client::leave;

        client.request(Long.MAX_VALUE);
        run();

        assertThat(client.received).hasSize(1);
        assertThat(ends).containsExactly(End.ABANDONED);
    }

    @Test
    void departureDuringAChunkEndsTheStreamAfterIt() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.request(Long.MAX_VALUE);
        eventLoop.advance(0);

        client.leave();
        eventLoop.advance(0);
        assertThat(ends).as("while a worker has it").isEmpty();

        run();
        assertThat(ends).containsExactly(End.ABANDONED);
        assertThat(sent).isZero();
        assertThat(client.received).isEmpty();
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void finishedChunkIsNotSentToADepartedClient() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.request(1);
        eventLoop.advance(0);
        workers.advance(0);

        client.leave();
        run();

        assertThat(client.received).isEmpty();
        assertThat(sent).isZero();
        assertThat(ends).containsExactly(End.ABANDONED);
    }

    @Test
    void departureWithoutDemandEndsTheStream() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        client.leave();
        run();

        assertThat(ends).containsExactly(End.ABANDONED);
        assertThat(eventLoop.scheduled()).isZero();
    }

    @Test
    void clientWithoutDemandStalls() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        eventLoop.advance(STALL_SECONDS - 0.001);
        assertThat(ends).isEmpty();
        assertThat(client.failure).isNull();

        eventLoop.advance(0.001);
        assertThat(ends).containsExactly(End.STALLED);
        assertThat(client.failure).isInstanceOf(CancellationException.class).hasMessageContaining("STALLED");
        assertThat(client.completed).isFalse();
    }

    @Test
    void clientThatStopsInTheMiddleStallsOnce() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.request(1);
        run();

        eventLoop.advance(STALL_SECONDS);
        client.request(3);
        client.leave();
        run();

        assertThat(ends).containsExactly(End.STALLED);
        assertThat(client.failure).isInstanceOf(CancellationException.class).hasMessageContaining("STALLED");
        assertThat(client.received).hasSize(1);
        assertThat(workers.scheduled()).isZero();
    }

    @Test
    void slowClientDoesNotStall() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));

        while (!client.completed) {
            eventLoop.advance(STALL_SECONDS * 0.9);
            client.request(1);
            run();
        }

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SEVERAL_CHUNKS));
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void timeInAWorkerDoesNotStallTheClient() {
        Downloader client = subscribed(stream(SEVERAL_CHUNKS));
        client.request(1);
        eventLoop.advance(10 * STALL_SECONDS);
        assertThat(ends).isEmpty();

        run();

        assertThat(client.received).hasSize(1);
        eventLoop.advance(STALL_SECONDS * 0.9);
        assertThat(ends).isEmpty();
    }

    @Test
    void streamsTakeTurnsBeforeTheOffset() {
        DatasetSpec drawingBefore = DatasetSpecs.drawingBefore(100_000, 1);
        Downloader first = subscribed(stream(drawingBefore));
        Downloader other = subscribed(stream(SEVERAL_CHUNKS));
        first.request(1);
        other.request(1);
        eventLoop.advance(0);

        workers.advance(0);
        eventLoop.advance(0);
        assertThat(other.received).hasSize(1);
        assertThat(first.received).isEmpty();

        run();
        assertThat(first.received).hasSize(1);
        assertThat(first.bytes()).isEqualTo(DatasetSpecs.whole(drawingBefore));
        assertThat(first.completed).isTrue();
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void departureBeforeTheOffsetEndsTheStream() {
        Downloader client = subscribed(stream(DatasetSpecs.drawingBefore(100_000, 1)));
        client.request(1);
        eventLoop.advance(0);
        workers.advance(0);
        eventLoop.advance(0);
        assertThat(workers.scheduled()).isEqualTo(1);

        client.leave();
        run();

        assertThat(ends).containsExactly(End.ABANDONED);
        assertThat(client.received).isEmpty();
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void failureEndsTheStream() {
        RuntimeException broken = new IllegalStateException("broken");
        Downloader client = subscribed(stream(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> {
            throw broken;
        }));

        client.request(1);
        run();

        assertThat(client.failure).isSameAs(broken);
        assertThat(client.received).isEmpty();
        assertThat(client.completed).isFalse();
        assertThat(ends).containsExactly(End.FAILED);
        assertThat(eventLoop.scheduled()).isZero();
    }

    @Test
    void outOfMemoryEndsTheStream() {
        Error broken = new OutOfMemoryError("broken");
        Downloader client = subscribed(stream(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> {
            throw broken;
        }));

        client.request(1);
        run();

        assertThat(client.failure).isSameAs(broken);
        assertThat(ends).containsExactly(End.FAILED);
    }

    @Test
    void failureIsNotSentToADepartedClient() {
        Downloader client = subscribed(stream(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> {
            throw new IllegalStateException("broken");
        }));
        client.request(1);
        eventLoop.advance(0);
        workers.advance(0);

        client.leave();
        run();

        assertThat(client.failure).isNull();
        assertThat(ends).containsExactly(End.ABANDONED);
    }

    @Test
    void shutdownBetweenChunksEndsTheStream() {
        DatasetStream stream = stream(SEVERAL_CHUNKS);
        Downloader client = subscribed(stream);
        client.request(1);
        run();
        stream.shutDown();
        run();

        assertThat(client.failure).isInstanceOf(CancellationException.class).hasMessageContaining("SHUT_DOWN");
        assertThat(ends).containsExactly(End.SHUT_DOWN);
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void shutdownDuringAChunkEndsTheStreamAfterIt() {
        DatasetStream stream = stream(SEVERAL_CHUNKS);
        Downloader client = subscribed(stream);
        client.request(1);
        eventLoop.advance(0);
        stream.shutDown();
        eventLoop.advance(0);
        assertThat(ends).isEmpty();

        run();

        assertThat(client.failure).isInstanceOf(CancellationException.class).hasMessageContaining("SHUT_DOWN");
        assertThat(client.bytes()).isEmpty();
        assertThat(ends).containsExactly(End.SHUT_DOWN);
    }

    @Test
    void streamWithoutSubscriberStalls() {
        DatasetStream stream = stream(SEVERAL_CHUNKS);
        eventLoop.advance(STALL_SECONDS + 1);

        assertThat(ends).containsExactly(End.STALLED);
        Downloader tooLate = subscribed(stream);
        assertThat(tooLate.failure).isInstanceOf(CancellationException.class).hasMessageContaining("STALLED");
        assertThat(ends).hasSize(1);
    }

    @Test
    void rejectionByTheWorkersEndsTheStream() {
        Executor closed = task -> {
            throw new RejectedExecutionException("closed");
        };
        Downloader client = subscribed(stream(SEVERAL_CHUNKS, closed, sha256 -> {}));

        client.request(1);
        run();

        assertThat(client.failure).isInstanceOf(RejectedExecutionException.class);
        assertThat(ends).containsExactly(End.FAILED);
        assertThat(eventLoop.scheduled()).isZero();
    }

    /** Runs everything that the workers and the event loop have to do now. */
    private void run() {
        eventLoop.advance(0);
        while (workers.scheduled() > 0) {
            workers.advance(0);
            eventLoop.advance(0);
        }
    }

    private Downloader subscribed(DatasetStream stream) {
        Downloader client = new Downloader();
        stream.subscribe(client);
        eventLoop.advance(0);
        return client;
    }

    private DatasetStream stream(DatasetSpec spec) {
        return stream(spec, sha256 -> {});
    }

    private DatasetStream stream(DatasetSpec spec, Consumer<String> onDigest) {
        return stream(spec, workers, onDigest);
    }

    private DatasetStream stream(DatasetSpec spec, Executor executor, Consumer<String> onDigest) {
        return new DatasetStream(
                new DatasetChunks(spec, false, onDigest),
                executor,
                eventLoop,
                Duration.ofSeconds((long) STALL_SECONDS),
                new DatasetStream.Listener() {
                    @Override
                    public void sent(long transactions) {
                        sent += transactions;
                    }

                    @Override
                    public void ended(DatasetStream stream, End end) {
                        ends.add(end);
                        events.add(end.name());
                    }
                });
    }
}
