package io.bankfeed.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.http.ProblemException;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.ResumePoint;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.Subscription;
import io.bankfeed.streaming.SubscriptionRegistry;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of labels, and the timer that notifies them when labels become known. Idle without subscribers.
 * Thread-safe: changes of the subscribers or the timer take the lock of this object and then the store's.
 */
final class LabelStream {

    /** Labels that are due within this time are sent together. Also the polling interval of a simulated clock. */
    private static final long MIN_WAIT_MICROS = 10_000;

    /** The bank's clock may be adjusted while the timer runs on the monotonic clock. */
    private static final long MAX_WAIT_MICROS = 1_000_000;

    private final LabelStore store;
    private final List<Label> labels;
    private final ObjectMapper json;
    private final ScheduledExecutorService executor;
    private final LongSupplier nowMicros;
    private final SubscriptionRegistry subscriptions;

    /** The watermark when the subscribers were last signalled. */
    private volatile long signalled;

    private volatile @Nullable Future<?> timer;
    private boolean closed;

    /**
     * @param labels all labels, by index
     * @param executor runs the timer
     * @param nowMicros the bank's time
     */
    LabelStream(
            LabelStore store,
            List<Label> labels,
            ObjectMapper json,
            ScheduledExecutorService executor,
            LongSupplier nowMicros,
            SubscriptionRegistry subscriptions) {
        this.store = store;
        this.labels = labels;
        this.json = json;
        this.executor = executor;
        this.nowMicros = nowMicros;
        this.subscriptions = subscriptions;
        subscriptions.onLeave(this::subscriberLeft);
    }

    /**
     * Adds a subscriber.
     *
     * @param full whether labels have their scenario and their report
     * @param subscriberExecutor a single thread, on which the subscription does all its work
     * @throws ProblemException if the id is not from this stream, there are too many subscribers, or the service is
     *     shutting down
     */
    synchronized Subscription subscribe(StreamRequest request, boolean full, Executor subscriberExecutor) {
        store.advance(nowMicros.getAsLong());
        EventLog events = new LabelEvents(subscriptions::id, store, labels, full, json, request.format());
        ResumePoint start = subscriptions.start(request, events);
        if (closed) {
            throw ProblemException.shuttingDown();
        }
        Subscription subscription = subscriptions.open(request, events, start, subscriberExecutor);
        arm();
        return subscription;
    }

    /** To be called after labels were recorded. */
    void recorded() {
        if (subscriptions.count() == 0) {
            return;
        }
        signal();
        if (timer == null) {
            arm();
        }
    }

    /** To be called after the delay was changed. */
    synchronized void delayChanged() {
        disarm();
        recorded();
    }

    /** Completes every stream and accepts no more subscribers. */
    synchronized void close() {
        closed = true;
        disarm();
        subscriptions.endAfter(store.lastKnown());
    }

    private synchronized void subscriberLeft() {
        if (subscriptions.count() == 0) {
            disarm();
        }
    }

    private void signal() {
        long watermark = store.watermark();
        if (watermark != signalled) {
            signalled = watermark;
            subscriptions.signal();
        }
    }

    /** Starts the timer for the next label, if it is not running. */
    private synchronized void arm() {
        if (timer != null || closed || subscriptions.count() == 0) {
            return;
        }
        long dueMicros = store.nextDueMicros();
        if (dueMicros == Long.MAX_VALUE) {
            // The next transaction is being generated; recorded() is called afterwards.
            return;
        }
        long waitMicros = Math.max(MIN_WAIT_MICROS, Math.min(MAX_WAIT_MICROS, dueMicros - nowMicros.getAsLong()));
        timer = executor.schedule(this::onTimer, waitMicros, TimeUnit.MICROSECONDS);
    }

    private synchronized void onTimer() {
        timer = null;
        store.advance(nowMicros.getAsLong());
        signal();
        arm();
    }

    private void disarm() {
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
            timer = null;
        }
    }
}
