package io.bankfeed.dataset;

import static java.util.Objects.requireNonNull;

import io.bankfeed.streaming.WireBuffer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A dataset on its way to one client. Workers generate a chunk when the client requests one, and the connection's event
 * loop hands it over. So a slow client slows the generation down, and at most one chunk waits for it. Thread-safe.
 */
final class DatasetStream implements Flow.Publisher<Buffer>, Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(DatasetStream.class);

    private final DatasetChunks chunks;
    private final Executor workers;
    private final ScheduledExecutorService eventLoop;
    private final Duration stallTimeout;
    private final Listener listener;

    // Either of these cuts the current chunk short.
    private volatile boolean cancelled;
    private volatile boolean shuttingDown;

    // The fields below are touched on the event loop only.
    private Flow.@Nullable Subscriber<? super Buffer> subscriber;
    private long demand;
    private boolean busy;
    private boolean done;
    private @Nullable ScheduledFuture<?> stallTimer;

    /** What happens to a stream. Called on its event loop. */
    interface Listener {

        /** Transactions are sent to the client. */
        void sent(long transactions);

        /** The stream is over, and no worker is busy with it. */
        void ended(DatasetStream stream, End end);
    }

    /** How a stream ends. */
    enum End {
        COMPLETED,
        /** The client disconnected. */
        ABANDONED,
        /** The client requested nothing until the timeout. */
        STALLED,
        /** The service is shutting down. */
        SHUT_DOWN,
        FAILED
    }

    /**
     * @param workers generate the chunks
     * @param eventLoop the single thread of the connection
     * @param stallTimeout how long the client may request nothing
     */
    DatasetStream(
            DatasetChunks chunks,
            Executor workers,
            ScheduledExecutorService eventLoop,
            Duration stallTimeout,
            Listener listener) {
        this.chunks = chunks;
        this.workers = workers;
        this.eventLoop = eventLoop;
        this.stallTimeout = stallTimeout;
        this.listener = listener;
        // If the response fails before anyone subscribes, the stream stalls and so ends too.
        eventLoop.execute(this::awaitDemand);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> newSubscriber) {
        eventLoop.execute(() -> {
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
            if (done) {
                newSubscriber.onError(aborted(End.STALLED));
            }
        });
    }

    @Override
    public void request(long count) {
        eventLoop.execute(() -> {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            startChunk();
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        abortUnlessBusy(End.ABANDONED);
    }

    /** Ends the stream before it is complete, which the client can tell. */
    void shutDown() {
        shuttingDown = true;
        abortUnlessBusy(End.SHUT_DOWN);
    }

    private void abortUnlessBusy(End end) {
        eventLoop.execute(() -> {
            if (!busy) {
                abort(end);
            }
        });
    }

    private void startChunk() {
        if (done || busy || demand == 0) {
            return;
        }
        stopStallTimer();
        busy = true;
        try {
            workers.execute(this::generateChunk);
        } catch (RejectedExecutionException e) {
            busy = false;
            fail(End.FAILED, e);
        }
    }

    /** Runs in a worker. */
    private void generateChunk() {
        try {
            DatasetChunks.Chunk chunk = chunks.next(() -> cancelled || shuttingDown);
            eventLoop.execute(() -> send(chunk));
        } catch (RuntimeException | Error e) {
            // Errors too: otherwise the stream would count as running forever.
            eventLoop.execute(() -> {
                busy = false;
                fail(End.FAILED, e);
            });
        }
    }

    private void send(DatasetChunks.Chunk chunk) {
        busy = false;
        if (cancelled || shuttingDown) {
            abort(End.SHUT_DOWN);
            return;
        }
        listener.sent(chunk.transactions());
        if (chunk.isEmpty()) {
            // Queues behind the other streams that wait for a worker.
            startChunk();
            return;
        }
        demand--;
        // Demand comes from a subscriber.
        Flow.Subscriber<? super Buffer> client = requireNonNull(subscriber);
        client.onNext(WireBuffer.wrap(chunk.bytes()));
        if (chunk.last()) {
            end(End.COMPLETED);
            client.onComplete();
        } else {
            startChunk();
            awaitDemand();
        }
    }

    private void awaitDemand() {
        if (!done && !busy && stallTimer == null) {
            stallTimer = eventLoop.schedule(() -> abort(End.STALLED), stallTimeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void stopStallTimer() {
        if (stallTimer != null) {
            stallTimer.cancel(false);
            stallTimer = null;
        }
    }

    private void abort(End end) {
        fail(end, aborted(end));
    }

    private static Throwable aborted(End end) {
        return new CancellationException("The dataset is incomplete: " + end);
    }

    private void fail(End end, Throwable failure) {
        if (done) {
            return;
        }
        end(cancelled ? End.ABANDONED : end);
        if (!cancelled && subscriber != null) {
            subscriber.onError(failure);
        }
        if (end == End.FAILED) {
            LOG.error("The generation of a data set failed, and its response is incomplete", failure);
        }
    }

    private void end(End end) {
        done = true;
        stopStallTimer();
        chunks.close();
        listener.ended(this, end);
    }
}
