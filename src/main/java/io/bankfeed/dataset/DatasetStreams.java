package io.bankfeed.dataset;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The running dataset streams, up to a maximum, and the latest digests that were computed. Thread-safe. */
final class DatasetStreams implements DatasetStream.Listener {

    private static final int MAX_DIGESTS = 1000;

    private final int maxConcurrent;
    private final Duration stallTimeout;
    private final Executor workers;
    private final AtomicInteger running = new AtomicInteger();
    private final Set<DatasetStream> streams = ConcurrentHashMap.newKeySet();
    private final LongAdder transactions = new LongAdder();
    private final Map<End, LongAdder> ended = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** In the order of their last access. Guarded by itself. */
    private final Map<DatasetSpec, String> digests = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DatasetSpec, String> eldest) {
            return size() > MAX_DIGESTS;
        }
    };

    /**
     * @param stallTimeout how long a client may request nothing
     * @param workers generate the chunks of all streams
     */
    DatasetStreams(int maxConcurrent, Duration stallTimeout, Executor workers) {
        this.maxConcurrent = maxConcurrent;
        this.stallTimeout = stallTimeout;
        this.workers = workers;
    }

    /**
     * Starts a dataset.
     *
     * @param digest whether to compute its digest
     * @param eventLoop the single thread of the client's connection
     * @throws ProblemException if too many are running, or the service is shutting down
     */
    DatasetStream start(DatasetSpec spec, boolean compress, boolean digest, ScheduledExecutorService eventLoop) {
        if (closed) {
            throw ProblemException.shuttingDown();
        }
        if (running.incrementAndGet() > maxConcurrent) {
            running.decrementAndGet();
            throw ProblemException.retryLater(
                    ProblemType.TOO_MANY_DATASETS,
                    "At most " + maxConcurrent + " datasets can be generated at once; try again later.",
                    5);
        }
        try {
            DatasetChunks chunks =
                    new DatasetChunks(spec, compress, digest ? computed -> keepDigest(spec, computed) : null);
            DatasetStream stream = new DatasetStream(chunks, workers, eventLoop, stallTimeout, this);
            streams.add(stream);
            return stream;
        } catch (RuntimeException | OutOfMemoryError e) {
            running.decrementAndGet();
            throw e;
        }
    }

    /** The SHA-256 of a dataset in hexadecimal, if it was computed recently. */
    Optional<String> digest(DatasetSpec spec) {
        synchronized (digests) {
            return Optional.ofNullable(digests.get(spec));
        }
    }

    /** Ends all streams, and refuses new ones. */
    void close() {
        closed = true;
        streams.forEach(DatasetStream::shutDown);
    }

    int running() {
        return running.get();
    }

    /** The number of transactions sent since start-up. */
    long transactions() {
        return transactions.sum();
    }

    /** The number of streams that have ended this way since start-up. */
    LongAdder count(End end) {
        return ended.computeIfAbsent(end, absent -> new LongAdder());
    }

    @Override
    public void sent(long count) {
        transactions.add(count);
    }

    @Override
    public void ended(DatasetStream stream, End end) {
        streams.remove(stream);
        running.decrementAndGet();
        count(end).increment();
    }

    private void keepDigest(DatasetSpec spec, String digest) {
        synchronized (digests) {
            digests.put(spec, digest);
        }
    }
}
