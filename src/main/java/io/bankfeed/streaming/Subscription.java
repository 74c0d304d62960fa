package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's position in a stream's log, which serves as its queue. It emits what the subscriber has requested, on
 * its own executor, and never blocks. If the subscriber falls too far behind, or the next event is no longer retained,
 * it fails with {@link SlowSubscriberException}.
 */
public final class Subscription implements Flow.Publisher<Buffer>, Flow.Subscription {

    private static final long UNBOUNDED = Long.MAX_VALUE;
    private static final long NEVER = Long.MAX_VALUE;

    private final SubscriptionRegistry registry;
    private final EventLog log;
    private final Executor executor;
    private final StreamFormat format;
    private final AtomicLong demand = new AtomicLong();

    // The fields below are only used on the executor.
    private Flow.@Nullable Subscriber<? super Buffer> subscriber;
    private @Nullable Buffer gap;
    private long position;
    private long remaining;
    private long end = NEVER;
    private long endedNanos;
    private long lastSentNanos;
    private boolean caughtUp;
    private boolean draining;
    private boolean done;

    /** @param executor a single thread */
    Subscription(
            SubscriptionRegistry registry, EventLog log, Executor executor, StreamRequest request, ResumePoint start) {
        this.registry = registry;
        this.log = log;
        this.executor = executor;
        format = request.format();
        gap = start.gap() == null ? null : format.gap(start.gap());
        position = start.position();
        remaining = request.limit();
        lastSentNanos = registry.nanoTime();
    }

    Executor executor() {
        return executor;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> newSubscriber) {
        executor.execute(() -> {
            if (subscriber != null) {
                throw new IllegalStateException("A subscription can only be subscribed to once");
            }
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
            if (done) {
                newSubscriber.onError(new SlowSubscriberException());
            }
            drain();
        });
    }

    @Override
    public void request(long count) {
        demand.accumulateAndGet(count, (current, more) -> current + more < 0 ? UNBOUNDED : current + more);
        executor.execute(this::drain);
    }

    @Override
    public void cancel() {
        executor.execute(this::finish);
    }

    /** Emits what is available and requested. Called on the executor. */
    void drain() {
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (done || draining || target == null) {
            return;
        }
        draining = true;
        try {
            emit(target);
        } finally {
            draining = false;
        }
    }

    /** Completes after an event. Called on the executor. */
    void endAfter(long sequence, long nowNanos) {
        if (end == NEVER) {
            end = sequence;
            endedNanos = nowNanos;
        }
        drain();
    }

    /** Sends a heartbeat if the stream is idle, and disconnects a subscriber that does not read its end. */
    void housekeep(long nowNanos, long graceNanos) {
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (done) {
            return;
        }
        if (target == null) {
            if (nowNanos - lastSentNanos > graceNanos) {
                // The request failed before its response was subscribed to.
                finish();
            }
            return;
        }
        if (end != NEVER && nowNanos - endedNanos > graceNanos) {
            // It may have kept up until the stream ended, so it is not counted as slow.
            disconnect(target);
            return;
        }
        if (nowNanos - lastSentNanos >= format.idleNanos() && takeOne()) {
            send(target, format.heartbeat());
        }
    }

    private void emit(Flow.Subscriber<? super Buffer> target) {
        Buffer pendingGap = gap;
        if (pendingGap != null && takeOne()) {
            gap = null;
            send(target, pendingGap);
        }
        while (!done && gap == null && position < end) {
            if (!log.holds(position + 1)) {
                if (position + 1 < log.oldest()) {
                    fail(target);
                } else {
                    caughtUp = true;
                }
                break;
            }
            if (!takeOne()) {
                if (caughtUp && log.isTooFarBehind(position)) {
                    fail(target);
                }
                return;
            }
            EventLog.Chunk next = log.after(position, remaining);
            if (next == null) {
                fail(target);
                break;
            }
            position = next.last();
            remaining -= next.count();
            send(target, next.bytes());
            if (remaining <= 0) {
                complete(target);
            }
        }
        if (!done && gap == null && position >= end) {
            complete(target);
        }
    }

    private boolean takeOne() {
        return demand.getAndUpdate(count -> count == UNBOUNDED || count == 0 ? count : count - 1) > 0;
    }

    private void send(Flow.Subscriber<? super Buffer> target, Buffer buffer) {
        lastSentNanos = registry.nanoTime();
        target.onNext(buffer);
    }

    private void complete(Flow.Subscriber<? super Buffer> target) {
        finish();
        target.onComplete();
    }

    private void fail(Flow.Subscriber<? super Buffer> target) {
        registry.slow();
        disconnect(target);
    }

    private void disconnect(Flow.Subscriber<? super Buffer> target) {
        finish();
        target.onError(new SlowSubscriberException());
    }

    private void finish() {
        if (!done) {
            done = true;
            registry.left(this);
        }
    }
}
