package io.bankfeed.dataset;

import io.bankfeed.streaming.WireBuffer;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A dataset on its way to one client: pieces are made by a worker when they are asked for, and handed over on the
 * connection's event loop. So a client that is slow slows the making, and a piece at most waits for it. Thread-safe.
 */
final class DatasetStream implements Flow.Publisher<Buffer>, Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(DatasetStream.class);

    private final Pieces pieces;
    private final Executor workers;
    private final ScheduledExecutorService eventLoop;
    private final long stallNanos;
    private final Listener listener;

    /** Each of them ends the making of a piece early. */
    private volatile boolean cancelled;

    private volatile boolean shuttingDown;

    // All below is touched on the event loop alone.
    private Flow.@Nullable Subscriber<? super Buffer> subscriber;
    private long demand;
    private boolean busy;
    private boolean done;
    private @Nullable ScheduledFuture<?> stall;

    /** What it is made of. Called by one thread at a time. */
    interface Pieces {

        /**
         * Makes the next piece, which may be empty unless it is the last.
         *
         * @param cancelled ends it early once it is true
         */
        DatasetChunks.Piece next(BooleanSupplier cancelled);

        /** Lets go of what is not on the heap. */
        void close();
    }

    /** What becomes of an export. Called on its event loop. */
    interface Listener {

        /** The client has got some of it. */
        void made(long transactions);

        /** It is over, and nothing of it goes on. */
        void ended(DatasetStream export, End end);
    }

    /** How an export ends. */
    enum End {
        COMPLETED,
        /** The client went away. */
        ABANDONED,
        /** The client took nothing for too long. */
        STALLED,
        /** The service is shutting down. */
        SHUT_DOWN,
        FAILED
    }

    /**
     * @param workers make the pieces
     * @param eventLoop a single thread
     * @param stallNanos for how long the client may take nothing
     */
    DatasetStream(
            Pieces pieces, Executor workers, ScheduledExecutorService eventLoop, long stallNanos, Listener listener) {
        this.pieces = pieces;
        this.workers = workers;
        this.eventLoop = eventLoop;
        this.stallNanos = stallNanos;
        this.listener = listener;
        // Should the answer that it was made for fail before it begins, it ends as one that nobody reads.
        eventLoop.execute(this::awaitDemand);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> newSubscriber) {
        eventLoop.execute(() -> {
            if (subscriber != null) {
                throw new IllegalStateException("An export has one subscriber");
            }
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
            if (done) {
                newSubscriber.onError(new StalledClientException());
            }
        });
    }

    @Override
    public void request(long count) {
        eventLoop.execute(() -> {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            goOn();
        });
    }

    @Override
    public void cancel() {
        cancelled = true;
        eventLoop.execute(() -> {
            if (!busy) {
                end(End.ABANDONED);
            }
        });
    }

    /** Ends it before it is complete, which the client sees. */
    void shutDown() {
        shuttingDown = true;
        eventLoop.execute(() -> {
            if (!busy) {
                fail(new ShutDownException(), End.SHUT_DOWN);
            }
        });
    }

    private void goOn() {
        if (done || busy || demand == 0) {
            return;
        }
        stopWaiting();
        busy = true;
        try {
            workers.execute(this::make);
        } catch (RejectedExecutionException e) {
            busy = false;
            fail(e, End.FAILED);
        }
    }

    /** In a worker. */
    private void make() {
        DatasetChunks.Piece piece;
        try {
            piece = pieces.next(() -> cancelled || shuttingDown);
        } catch (RuntimeException | Error e) {
            // An error too: else the place of this export would never be free again.
            eventLoop.execute(() -> {
                busy = false;
                fail(e, End.FAILED);
            });
            return;
        }
        eventLoop.execute(() -> emit(piece));
    }

    private void emit(DatasetChunks.Piece piece) {
        busy = false;
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (cancelled || target == null) {
            end(End.ABANDONED);
            return;
        }
        if (shuttingDown) {
            fail(new ShutDownException(), End.SHUT_DOWN);
            return;
        }
        listener.made(piece.transactions());
        if (piece.isEmpty()) {
            // Behind the others that wait for a worker.
            goOn();
            return;
        }
        demand--;
        target.onNext(WireBuffer.wrap(piece.bytes()));
        if (done) {
            return;
        }
        if (piece.last()) {
            end(End.COMPLETED);
            target.onComplete();
        } else if (demand > 0) {
            goOn();
        } else {
            awaitDemand();
        }
    }

    private void awaitDemand() {
        if (!done && !busy && stall == null) {
            stall = eventLoop.schedule(
                    () -> fail(new StalledClientException(), End.STALLED), stallNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void stopWaiting() {
        ScheduledFuture<?> waiting = stall;
        if (waiting != null) {
            waiting.cancel(false);
            stall = null;
        }
    }

    private void fail(Throwable failure, End end) {
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (cancelled) {
            end(End.ABANDONED);
        } else if (!done) {
            end(end);
            if (target != null) {
                target.onError(failure);
            }
        }
    }

    private void end(End end) {
        if (!done) {
            done = true;
            stopWaiting();
            try {
                pieces.close();
            } catch (RuntimeException | Error e) {
                // Memory may have run out. The place is free all the same, and the client is told.
                LOG.error("What a dataset was made with could not be closed", e);
            }
            listener.ended(this, end);
        }
    }
}
