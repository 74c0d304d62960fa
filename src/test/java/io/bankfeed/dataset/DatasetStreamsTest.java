package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.generator.Bank;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.streaming.ManualTime;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DatasetStreamsTest {

    private static final DatasetSpec SOME_PIECES = DatasetSpecs.of(DatasetFormat.NDJSON, 2800);
    private static final DatasetSpec TINY = DatasetSpecs.of(DatasetFormat.CSV, 1);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ManualTime eventLoop = new ManualTime();
    private final ManualTime workers = new ManualTime();
    private final DatasetStreams exports = new DatasetStreams(2, STALL_NANOS, workers);

    @Test
    void moreThanSoManyAtOnceAreRefusedUntilAPlaceIsFree() {
        begin(SOME_PIECES);
        Downloader other = begin(SOME_PIECES);
        assertThat(exports.running()).isEqualTo(2);

        for (int i = 0; i < 3; i++) {
            assertRefused();
        }

        assertThat(exports.running()).isEqualTo(2);
        other.leave();
        eventLoop.advance(0);
        assertThat(exports.running()).isEqualTo(1);
        begin(SOME_PIECES);
        assertRefused();
    }

    @Test
    void aPlaceIsFreeAgainWhenADatasetIsComplete() {
        Downloader client = begin(TINY);
        client.request(1);
        run();

        assertEnded(End.COMPLETED);
        assertThat(client.completed).isTrue();
    }

    @Test
    void aPlaceIsFreeAgainWhenAClientHasLeft() {
        Downloader client = begin(SOME_PIECES);
        client.request(1);
        run();
        client.leave();
        run();

        assertEnded(End.ABANDONED);
    }

    @Test
    void aPlaceIsFreeAgainWhenAClientHasLeftAPieceInTheMaking() {
        Downloader client = begin(SOME_PIECES);
        client.request(1);
        eventLoop.advance(0);
        client.leave();
        run();

        assertEnded(End.ABANDONED);
    }

    @Test
    void aPlaceIsFreeAgainWhenAClientHasStalled() {
        begin(SOME_PIECES);
        eventLoop.advance(30);

        assertEnded(End.STALLED);
    }

    @Test
    void aPlaceIsFreeAgainWhenTheMakingHasFailed() {
        DatasetStreams closed = new DatasetStreams(1, STALL_NANOS, task -> {
            throw new RejectedExecutionException("closed");
        });
        for (int i = 1; i <= 3; i++) {
            Downloader client = subscribed(closed.begin(SOME_PIECES, false, eventLoop));
            client.request(1);
            run();

            assertThat(closed.running()).isZero();
            assertThat(closed.count(End.FAILED).sum()).isEqualTo(i);
        }
    }

    @Test
    void aPlaceIsFreeAgainWhenADatasetCannotBeBegun() {
        DatasetSpec impossible =
                new DatasetSpec(new Bank(1, 99, 1000, Map.of()), 1, 0, 0, 1, 0.05, false, DatasetFormat.CSV);

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> exports.begin(impossible, false, eventLoop));
        }

        assertThat(exports.running()).isZero();
    }

    @Test
    void theDigestIsKnownWhenADatasetIsComplete() {
        assertThat(exports.digest(SOME_PIECES)).isEmpty();
        Downloader client = begin(SOME_PIECES);
        client.then = () -> {
            if (client.bytes().length < DatasetSpecs.whole(SOME_PIECES).length) {
                assertThat(exports.digest(SOME_PIECES)).isEmpty();
            }
        };

        client.request(Long.MAX_VALUE);
        run();

        assertThat(exports.digest(SOME_PIECES)).contains(DatasetSpecs.sha256(DatasetSpecs.whole(SOME_PIECES)));
        assertThat(exports.digest(TINY)).isEmpty();
    }

    @Test
    void theDigestOfACompressedDatasetIsThatOfItsContent() {
        Downloader client = subscribed(exports.begin(SOME_PIECES, true, eventLoop));
        client.request(Long.MAX_VALUE);
        run();

        assertThat(DatasetSpecs.decompressed(client.bytes())).isEqualTo(DatasetSpecs.whole(SOME_PIECES));
        assertThat(exports.digest(SOME_PIECES)).contains(DatasetSpecs.sha256(DatasetSpecs.whole(SOME_PIECES)));
    }

    @Test
    void theDigestIsNotKnownOfADatasetThatWasAbandoned() {
        Downloader client = begin(SOME_PIECES);
        client.request(2);
        run();
        client.leave();
        run();

        assertThat(exports.digest(SOME_PIECES)).isEmpty();
    }

    @Test
    void onlyTheLatestThousandDigestsAreKept() {
        DatasetSpec first = DatasetSpecs.of(DatasetFormat.CSV, 0, 1, false);
        DatasetSpec second = DatasetSpecs.of(DatasetFormat.CSV, 1, 1, false);
        for (int offset = 0; offset < 1000; offset++) {
            complete(DatasetSpecs.of(DatasetFormat.CSV, offset, 1, false));
        }
        assertThat(exports.digest(first))
                .as("asked for, so not the oldest any more")
                .isPresent();

        complete(DatasetSpecs.of(DatasetFormat.CSV, 1000, 1, false));

        assertThat(exports.digest(first)).isPresent();
        assertThat(exports.digest(second)).isEmpty();
    }

    @Test
    void countsTheTransactionsThatClientsGotAndHowDatasetsEnded() {
        complete(TINY);
        complete(TINY);
        Downloader client = begin(SOME_PIECES);
        client.request(Long.MAX_VALUE);
        run();
        begin(SOME_PIECES).leave();
        run();

        assertThat(exports.transactions()).isEqualTo(2802);
        assertThat(exports.count(End.COMPLETED).sum()).isEqualTo(3);
        assertThat(exports.count(End.ABANDONED).sum()).isEqualTo(1);
        assertThat(exports.count(End.STALLED).sum()).isZero();
        assertThat(exports.count(End.FAILED).sum()).isZero();
        assertThat(exports.running()).isZero();
    }

    private void assertRefused() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> exports.begin(SOME_PIECES, false, eventLoop))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_DATASETS);
                    assertThat(problem.type().status()).isEqualTo(503);
                    assertThat(problem.headers()).containsEntry("Retry-After", "5");
                    assertThat(problem.detail())
                            .isEqualTo("There are at most 2 datasets made at once, and as many now; try again later.");
                });
    }

    private void assertEnded(End end) {
        assertThat(exports.running()).isZero();
        for (End any : End.values()) {
            assertThat(exports.count(any).sum()).as(any.name()).isEqualTo(any == end ? 1 : 0);
        }
        begin(SOME_PIECES);
        begin(SOME_PIECES);
        assertRefused();
    }

    private void complete(DatasetSpec recipe) {
        begin(recipe).request(Long.MAX_VALUE);
        run();
    }

    @Test
    void afterTheEndOfTheServiceNothingIsBegun() {
        Downloader client = begin(SOME_PIECES);
        exports.close();
        eventLoop.advance(0);

        assertThat(client.failure).isInstanceOf(ShutDownException.class);
        assertThat(exports.running()).isZero();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> exports.begin(TINY, false, eventLoop))
                .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.SHUTTING_DOWN));
    }

    private Downloader begin(DatasetSpec recipe) {
        return subscribed(exports.begin(recipe, false, eventLoop));
    }

    private Downloader subscribed(DatasetStream export) {
        Downloader client = new Downloader();
        export.subscribe(client);
        eventLoop.advance(0);
        return client;
    }

    /** Lets the workers and the event loop do all that they have to do now. */
    private void run() {
        eventLoop.advance(0);
        while (workers.scheduled() > 0) {
            workers.advance(0);
            eventLoop.advance(0);
        }
    }
}
