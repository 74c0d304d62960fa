package io.bankfeed.dataset;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The datasets that are being made, as many as may be at once. Thread-safe. */
final class DatasetStreams {

    private static final int DIGESTS_KEPT = 1000;

    private final int mostAtOnce;
    private final long stallNanos;
    private final Executor workers;
    private final AtomicInteger running = new AtomicInteger();
    private final Set<DatasetStream> exports = ConcurrentHashMap.newKeySet();
    private final LongAdder transactions = new LongAdder();
    private final Map<End, LongAdder> ended = new EnumMap<>(End.class);

    private volatile boolean closed;

    /** By the recipe, the latest asked for last. Guarded by itself. */
    private final Map<String, String> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > DIGESTS_KEPT;
        }
    };

    /**
     * @param mostAtOnce how many datasets may be made at once
     * @param stallNanos for how long a client may take nothing
     * @param workers make the pieces of all
     */
    DatasetStreams(int mostAtOnce, long stallNanos, Executor workers) {
        this.mostAtOnce = mostAtOnce;
        this.stallNanos = stallNanos;
        this.workers = workers;
        for (End end : End.values()) {
            ended.put(end, new LongAdder());
        }
    }

    /**
     * Begins a dataset.
     *
     * @param eventLoop a single thread, that of the client's connection
     * @throws ProblemException if there are too many, or the service is shutting down
     */
    DatasetStream begin(DatasetSpec recipe, boolean compress, ScheduledExecutorService eventLoop) {
        if (closed) {
            throw new ProblemException(
                    ProblemType.SHUTTING_DOWN,
                    "The service is shutting down; try again in a few seconds.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        if (running.incrementAndGet() > mostAtOnce) {
            running.decrementAndGet();
            throw new ProblemException(
                    ProblemType.TOO_MANY_DATASETS,
                    "There are at most " + mostAtOnce + " datasets made at once, and as many now; try again later.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        try {
            DatasetChunks pieces =
                    new DatasetChunks(recipe, compress, digest(recipe).orElse(null), sha256 -> keep(recipe, sha256));
            DatasetStream export =
                    new DatasetStream(pieces, workers, eventLoop, stallNanos, new DatasetStream.Listener() {
                        @Override
                        public void made(long count) {
                            transactions.add(count);
                        }

                        @Override
                        public void ended(DatasetStream ended, End end) {
                            exports.remove(ended);
                            running.decrementAndGet();
                            count(end).increment();
                        }
                    });
            exports.add(export);
            return export;
        } catch (RuntimeException | OutOfMemoryError e) {
            running.decrementAndGet();
            throw e;
        }
    }

    /** The SHA-256 of a recipe's dataset in hexadecimal, if it was made lately. */
    Optional<String> digest(DatasetSpec recipe) {
        synchronized (digests) {
            return Optional.ofNullable(digests.get(recipe.uri()));
        }
    }

    /** Ends all, and begins none any more. */
    void close() {
        closed = true;
        exports.forEach(DatasetStream::shutDown);
    }

    int running() {
        return running.get();
    }

    /** How many transactions were made for datasets since the start. */
    long transactions() {
        return transactions.sum();
    }

    /** How many datasets have ended so since the start. */
    LongAdder count(End end) {
        return ended.computeIfAbsent(end, none -> new LongAdder());
    }

    private void keep(DatasetSpec recipe, String sha256) {
        synchronized (digests) {
            digests.put(recipe.uri(), sha256);
        }
    }
}
