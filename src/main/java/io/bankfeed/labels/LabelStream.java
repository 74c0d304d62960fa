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
 * The subscribers of labels, and what wakes them when labels become known. It does nothing while there are none.
 * Thread-safe: what changes its subscribers or its timer takes this object's lock, then the log's.
 */
final class LabelStream {

    /** Labels that are due within this time go out together; a simulated time is not waited for more often. */
    private static final long MIN_WAIT_MICROS = 10_000;

    /** The bank's clock may be set while a timer runs by the monotonic one. */
    private static final long MAX_WAIT_MICROS = 1_000_000;

    private final LabelStore log;
    private final List<Label> labels;
    private final ObjectMapper json;
    private final ScheduledExecutorService executor;
    private final LongSupplier nowMicros;
    private final SubscriptionRegistry subscriptions;

    /** The watermark at which the subscribers were last signalled. */
    private volatile long signalled;

    private volatile @Nullable Future<?> timer;
    private boolean closed;

    /**
     * @param labels every label, by its index
     * @param executor runs the timer
     * @param nowMicros the bank's time
     */
    LabelStream(
            LabelStore log,
            List<Label> labels,
            ObjectMapper json,
            ScheduledExecutorService executor,
            LongSupplier nowMicros,
            SubscriptionRegistry subscriptions) {
        this.log = log;
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
     * @param subscriberExecutor a single thread, on which the subscription does all its work
     * @throws ProblemException if the id cannot be one of this stream's, there are too many subscribers, or the service
     *     is shutting down
     */
    synchronized Subscription subscribe(StreamRequest request, Executor subscriberExecutor) {
        log.advance(nowMicros.getAsLong());
        EventLog events = new LabelEvents(subscriptions.epoch(), log, labels, json, request.format());
        ResumePoint start = subscriptions.start(request, events);
        if (closed) {
            throw ProblemException.shuttingDown();
        }
        Subscription subscription = subscriptions.open(request, events, start, subscriberExecutor);
        arm();
        return subscription;
    }

    /** Lets subscribers have what has become known. To be called after labels were recorded. */
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

    /** Completes every stream, for good. */
    synchronized void close() {
        closed = true;
        disarm();
        subscriptions.endAfter(log.lastKnown());
    }

    private synchronized void subscriberLeft() {
        if (subscriptions.count() == 0) {
            disarm();
        }
    }

    private void signal() {
        long passed = log.passed();
        if (passed != signalled) {
            signalled = passed;
            subscriptions.signal();
        }
    }

    /** Has the labels that are due next go out when they are, unless that is arranged already. */
    private synchronized void arm() {
        if (timer != null || closed || subscriptions.count() == 0) {
            return;
        }
        long dueMicros = log.nextDueMicros();
        if (dueMicros == Long.MAX_VALUE) {
            // They wait for a transaction in the making, whose maker calls.
            return;
        }
        long waitMicros = Math.max(MIN_WAIT_MICROS, Math.min(MAX_WAIT_MICROS, dueMicros - nowMicros.getAsLong()));
        timer = executor.schedule(this::due, waitMicros, TimeUnit.MICROSECONDS);
    }

    private synchronized void due() {
        timer = null;
        log.advance(nowMicros.getAsLong());
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
