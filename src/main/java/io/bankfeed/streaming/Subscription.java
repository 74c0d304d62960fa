package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's way through a stream: a position in its log, which is its queue. It emits what its subscriber has
 * asked for, on its own executor alone, and waits for nobody. One that falls too far behind, or whose
 * position is no longer held, fails with {@link SlowSubscriberException}.
 */
public final class Subscription implements Flow.Publisher<Buffer>, Flow.Subscription {

    private static final long FOREVER = Long.MAX_VALUE;

    private final SubscriptionRegistry registry;
    private final EventLog log;
    private final Executor executor;
    private final StreamFormat format;
    private final AtomicLong demand = new AtomicLong();

    // All below is touched on the executor alone.
    private Flow.@Nullable Subscriber<? super Buffer> subscriber;
    private @Nullable Buffer first;
    private long position;
    private long remaining;
    private long end = FOREVER;
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
        first = start.gap() == null ? null : format.gap(start.gap());
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
                throw new IllegalStateException("A subscription has one subscriber");
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
        demand.accumulateAndGet(count, (held, more) -> held + more < 0 ? FOREVER : held + more);
        executor.execute(this::drain);
    }

    @Override
    public void cancel() {
        executor.execute(this::finish);
    }

    /** Emits what is due and asked for. On the executor. */
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

    /** Completes after an event. On the executor. */
    void endAfter(long sequence, long nowNanos) {
        if (end == FOREVER) {
            end = sequence;
            endedNanos = nowNanos;
        }
        drain();
    }

    /** Sends a comment if nothing was sent for long, and gives up a subscriber that does not take its end. */
    void housekeep(long nowNanos, long idleNanos, long graceNanos) {
        Flow.Subscriber<? super Buffer> target = subscriber;
        if (done) {
            return;
        }
        if (target == null) {
            if (nowNanos - lastSentNanos > graceNanos) {
                // The answer that it was made for failed before it began.
                finish();
            }
            return;
        }
        if (end != FOREVER && nowNanos - endedNanos > graceNanos) {
            // It may have been up with the stream until that ended, so it does not count as one that was too slow.
            giveUp(target);
            return;
        }
        Buffer heartbeat = format.heartbeat();
        if (heartbeat != null && nowNanos - lastSentNanos >= idleNanos && takeOne()) {
            send(target, heartbeat);
        }
    }

    private void emit(Flow.Subscriber<? super Buffer> target) {
        Buffer beforeAll = first;
        if (beforeAll != null && takeOne()) {
            first = null;
            send(target, beforeAll);
        }
        while (!done && first == null && position < end) {
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
        if (!done && first == null && position >= end) {
            complete(target);
        }
    }

    private boolean takeOne() {
        return demand.getAndUpdate(held -> held == FOREVER || held == 0 ? held : held - 1) > 0;
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
        giveUp(target);
    }

    private void giveUp(Flow.Subscriber<? super Buffer> target) {
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
