package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.streaming.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetStreamTest {

    /** About ten pieces of 256 KiB. */
    private static final DatasetSpec SOME_PIECES = DatasetSpecs.of(DatasetFormat.NDJSON, 5600);

    private static final double STALL_SECONDS = 30;

    private final ManualTime eventLoop = new ManualTime();
    private final ManualTime workers = new ManualTime();
    private final List<String> events = new ArrayList<>();
    private final List<End> ends = new ArrayList<>();
    private long made;

    @Test
    void nothingIsMadeBeforeItIsAskedFor() {
        Downloader client = subscribed(export(SOME_PIECES));

        eventLoop.advance(1);

        assertThat(workers.scheduled()).isZero();
        assertThat(client.received).isEmpty();
        assertThat(made).isZero();
    }

    @Test
    void aPieceIsMadeByAWorkerForEachRequest() {
        Downloader client = subscribed(export(SOME_PIECES));

        for (int pieces = 1; pieces <= 3; pieces++) {
            client.request(1);
            assertThat(workers.scheduled()).isZero();
            eventLoop.advance(0);
            assertThat(workers.scheduled()).isEqualTo(1);
            workers.advance(0);
            assertThat(client.received).hasSize(pieces - 1);
            eventLoop.advance(0);

            assertThat(client.received).hasSize(pieces);
            assertThat(workers.scheduled()).isZero();
        }
        assertThat(ends).isEmpty();
    }

    @Test
    void severalThatAreAskedForAtOnceAreMadeOneAfterTheOther() {
        Downloader client = subscribed(export(SOME_PIECES));

        client.request(2);
        client.request(1);
        run();

        assertThat(client.received).hasSize(3);
        assertThat(workers.scheduled()).isZero();
    }

    @Test
    void whatIsAskedForWhileAPieceIsBeingMadeComesAfterIt() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.request(1);
        eventLoop.advance(0);
        client.request(1);
        eventLoop.advance(0);

        assertThat(workers.scheduled()).isEqualTo(1);
        run();

        assertThat(client.received).hasSize(2);
    }

    @Test
    void theClientGetsTheWholeAndIsToldSo() {
        Downloader client = subscribed(export(SOME_PIECES));

        client.request(Long.MAX_VALUE);
        run();

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SOME_PIECES));
        assertThat(client.received).hasSizeBetween(5, 15);
        assertThat(client.completed).isTrue();
        assertThat(client.failure).isNull();
        assertThat(ends).containsExactly(End.COMPLETED);
        assertThat(made).isEqualTo(SOME_PIECES.count());
    }

    @Test
    void noRequestIsTooMuch() {
        Downloader client = subscribed(export(SOME_PIECES));

        client.request(Long.MAX_VALUE);
        client.request(Long.MAX_VALUE);
        client.request(1);
        run();

        assertThat(client.completed).isTrue();
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void aClientThatAsksForTheNextAsItGetsOneGetsTheWhole() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.then = () -> client.request(1);

        client.request(1);
        run();

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SOME_PIECES));
        assertThat(client.completed).isTrue();
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void theDigestComesBeforeTheLastPieceAndItsPlaceIsFreeBeforeTheClientKnowsThatItHasAll() {
        Downloader client = subscribed(export(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> events.add("digest")));
        client.then = () -> events.add("piece, completed: " + client.completed);

        client.request(1);
        run();

        assertThat(events).containsExactly("digest", "made 1", "piece, completed: false", "COMPLETED");
        assertThat(client.completed).isTrue();
    }

    @Test
    void afterTheEndNothingMoreHappens() {
        Downloader client = subscribed(export(DatasetSpecs.of(DatasetFormat.JSON, 1)));
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
    void aClientThatLeavesBetweenTwoPiecesEndsIt() {
        Downloader client = subscribed(export(SOME_PIECES));
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
    void aClientThatLeavesAsItGetsAPieceEndsIt() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.then = client::leave;

        client.request(Long.MAX_VALUE);
        run();

        assertThat(client.received).hasSize(1);
        assertThat(ends).containsExactly(End.ABANDONED);
    }

    @Test
    void aClientThatLeavesWhileAPieceIsBeingMadeEndsItAndThePieceWithIt() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.request(Long.MAX_VALUE);
        eventLoop.advance(0);

        client.leave();
        eventLoop.advance(0);
        assertThat(ends).as("while a worker has it").isEmpty();

        run();
        assertThat(ends).containsExactly(End.ABANDONED);
        assertThat(made).isZero();
        assertThat(client.received).isEmpty();
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void aClientThatLeavesWhenItsPieceIsMadeAlreadyIsNotSentIt() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.request(1);
        eventLoop.advance(0);
        workers.advance(0);

        client.leave();
        run();

        assertThat(client.received).isEmpty();
        assertThat(made).isZero();
        assertThat(ends).containsExactly(End.ABANDONED);
    }

    @Test
    void aClientThatLeavesBeforeItAsksForAnythingEndsIt() {
        Downloader client = subscribed(export(SOME_PIECES));

        client.leave();
        run();

        assertThat(ends).containsExactly(End.ABANDONED);
        assertThat(eventLoop.scheduled()).isZero();
    }

    @Test
    void aClientThatAsksForNothingForTooLongIsSentAway() {
        Downloader client = subscribed(export(SOME_PIECES));

        eventLoop.advance(STALL_SECONDS - 0.001);
        assertThat(ends).isEmpty();
        assertThat(client.failure).isNull();

        eventLoop.advance(0.001);
        assertThat(ends).containsExactly(End.STALLED);
        assertThat(client.failure).isInstanceOf(StalledClientException.class);
        assertThat(client.completed).isFalse();
    }

    @Test
    void aClientThatStopsInTheMiddleIsSentAwayOnce() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.request(1);
        run();

        eventLoop.advance(STALL_SECONDS);
        client.request(3);
        client.leave();
        run();

        assertThat(ends).containsExactly(End.STALLED);
        assertThat(client.failure).isInstanceOf(StalledClientException.class);
        assertThat(client.received).hasSize(1);
        assertThat(workers.scheduled()).isZero();
    }

    @Test
    void aSlowClientThatTakesAPieceNowAndThenIsLetBe() {
        Downloader client = subscribed(export(SOME_PIECES));

        while (!client.completed) {
            eventLoop.advance(STALL_SECONDS * 0.9);
            client.request(1);
            run();
        }

        assertThat(client.bytes()).isEqualTo(DatasetSpecs.whole(SOME_PIECES));
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void theTimeThatAWorkerTakesIsNotTheClients() {
        Downloader client = subscribed(export(SOME_PIECES));
        client.request(1);
        eventLoop.advance(10 * STALL_SECONDS);
        assertThat(ends).isEmpty();

        run();

        assertThat(client.received).hasSize(1);
        eventLoop.advance(STALL_SECONDS * 0.9);
        assertThat(ends).isEmpty();
    }

    @Test
    void whileTransactionsAreLeftOutOthersHaveTheirTurn() {
        DatasetSpec leavingOut = DatasetSpecs.leavingOut(100_000, 1);
        Downloader patient = subscribed(export(leavingOut));
        Downloader other = subscribed(export(SOME_PIECES));
        patient.request(1);
        other.request(1);
        eventLoop.advance(0);

        workers.advance(0);
        eventLoop.advance(0);
        assertThat(other.received).hasSize(1);
        assertThat(patient.received).isEmpty();

        run();
        assertThat(patient.received).hasSize(1);
        assertThat(patient.bytes()).isEqualTo(DatasetSpecs.whole(leavingOut));
        assertThat(patient.completed).isTrue();
        assertThat(ends).containsExactly(End.COMPLETED);
    }

    @Test
    void aClientThatLeavesWhileTransactionsAreLeftOutEndsIt() {
        Downloader client = subscribed(export(DatasetSpecs.leavingOut(100_000, 1)));
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
    void aMakingThatFailsEndsItAndTellsTheClientsConnection() {
        RuntimeException broken = new IllegalStateException("broken");
        Downloader client = subscribed(export(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> {
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
    void aMakingThatRunsOutOfMemoryEndsItToo() {
        Error broken = new OutOfMemoryError("broken");
        Downloader client = subscribed(export(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> {
            throw broken;
        }));

        client.request(1);
        run();

        assertThat(client.failure).isSameAs(broken);
        assertThat(ends).containsExactly(End.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"1, COMPLETED", "5600, STALLED"})
    void aPlaceIsGivenBackAndTheClientToldEvenIfThePiecesCannotBeClosed(long count, End end) {
        DatasetChunks pieces = new DatasetChunks(DatasetSpecs.of(DatasetFormat.CSV, count), false, null, sha256 -> {});
        Downloader client = subscribed(export(
                new DatasetStream.Pieces() {
                    @Override
                    public DatasetChunks.Piece next(BooleanSupplier cancelled) {
                        return pieces.next(cancelled);
                    }

                    @Override
                    public void close() {
                        throw new OutOfMemoryError("broken");
                    }
                },
                workers));

        client.request(1);
        run();
        eventLoop.advance(STALL_SECONDS);

        assertThat(ends).containsExactly(end);
        assertThat(client.completed).isEqualTo(end == End.COMPLETED);
        assertThat(client.failure != null).isEqualTo(end == End.STALLED);
    }

    @Test
    void aClientThatHasLeftIsNotToldOfAFailure() {
        Downloader client = subscribed(export(DatasetSpecs.of(DatasetFormat.CSV, 1), sha256 -> {
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
    void aShutdownEndsItBeforeTheNextPiece() {
        DatasetStream export = export(SOME_PIECES);
        Downloader client = subscribed(export);
        client.request(1);
        run();
        export.shutDown();
        run();

        assertThat(client.failure).isInstanceOf(ShutDownException.class);
        assertThat(ends).containsExactly(End.SHUT_DOWN);
        assertThat(workers.scheduled() + eventLoop.scheduled()).isZero();
    }

    @Test
    void aShutdownWhileAPieceIsMadeEndsItOnceThatIsMade() {
        DatasetStream export = export(SOME_PIECES);
        Downloader client = subscribed(export);
        client.request(1);
        eventLoop.advance(0);
        export.shutDown();
        eventLoop.advance(0);
        assertThat(ends).isEmpty();

        run();

        assertThat(client.failure).isInstanceOf(ShutDownException.class);
        assertThat(client.bytes()).isEmpty();
        assertThat(ends).containsExactly(End.SHUT_DOWN);
    }

    @Test
    void oneThatNobodySubscribesToEndsToo() {
        DatasetStream export = export(SOME_PIECES);
        eventLoop.advance(STALL_SECONDS + 1);

        assertThat(ends).containsExactly(End.STALLED);
        Downloader tooLate = subscribed(export);
        assertThat(tooLate.failure).isInstanceOf(StalledClientException.class);
        assertThat(ends).hasSize(1);
    }

    @Test
    void workersThatTakeNothingMoreEndIt() {
        Executor closed = task -> {
            throw new RejectedExecutionException("closed");
        };
        Downloader client = subscribed(export(SOME_PIECES, closed, sha256 -> {}));

        client.request(1);
        run();

        assertThat(client.failure).isInstanceOf(RejectedExecutionException.class);
        assertThat(ends).containsExactly(End.FAILED);
        assertThat(eventLoop.scheduled()).isZero();
    }

    /** Lets the workers and the event loop do all that they have to do now. */
    private void run() {
        eventLoop.advance(0);
        while (workers.scheduled() > 0) {
            workers.advance(0);
            eventLoop.advance(0);
        }
    }

    private Downloader subscribed(DatasetStream export) {
        Downloader client = new Downloader();
        export.subscribe(client);
        eventLoop.advance(0);
        return client;
    }

    private DatasetStream export(DatasetSpec recipe) {
        return export(recipe, sha256 -> {});
    }

    private DatasetStream export(DatasetSpec recipe, Consumer<String> digested) {
        return export(recipe, workers, digested);
    }

    private DatasetStream export(DatasetSpec recipe, Executor executor, Consumer<String> digested) {
        return export(new DatasetChunks(recipe, false, null, digested), executor);
    }

    private DatasetStream export(DatasetStream.Pieces pieces, Executor executor) {
        return new DatasetStream(
                pieces,
                executor,
                eventLoop,
                TimeUnit.SECONDS.toNanos((long) STALL_SECONDS),
                new DatasetStream.Listener() {
                    @Override
                    public void made(long transactions) {
                        made += transactions;
                        events.add("made " + transactions);
                    }

                    @Override
                    public void ended(DatasetStream export, End end) {
                        ends.add(end);
                        events.add(end.name());
                    }
                });
    }
}
