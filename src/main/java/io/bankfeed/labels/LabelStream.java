package io.bankfeed.labels;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.streaming.ResumePoint;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.Subscribers;
import io.bankfeed.streaming.Subscription;
import io.bankfeed.streaming.SubscriptionOwner;
import io.bankfeed.streaming.Watch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of labels, and what wakes them when labels become known. It does nothing while there are none.
 * Thread-safe: what changes its subscribers or its timer takes this object's lock, then the log's.
 */
final class LabelStream implements SubscriptionOwner {

    /** A second less than what the contract promises, since it is looked at once a second. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(14);

    private static final long END_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Labels that are due within this time go out together; a simulated time is not waited for more often. */
    private static final long MIN_WAIT_MICROS = 10_000;

    /** The bank's clock may be set while a timer runs by the monotonic one. */
    private static final long MAX_WAIT_MICROS = 1_000_000;

    private final String epoch;
    private final boolean epochRecurs;
    private final LabelStore log;
    private final LabelTexts texts;
    private final int maxSubscribers;
    private final ScheduledExecutorService executor;
    private final LongSupplier nowMicros;
    private final LongSupplier nanoTime;
    private final Watch watch;
    private final Subscribers subscribers = new Subscribers();
    private final LongAdder slowDisconnects = new LongAdder();

    private volatile int subscriberCount;

    /** The watermark at which the subscribers were last signalled. */
    private volatile long signalled;

    private volatile @Nullable Future<?> timer;
    private boolean closed;

    /**
     * @param epoch which run of the service this is
     * @param epochRecurs whether a run before may have had the same epoch
     * @param executor runs the timer
     * @param nowMicros the bank's time
     * @param watch calls {@link #housekeep} once a second while it is on, as it is at first
     */
    LabelStream(
            String epoch,
            boolean epochRecurs,
            LabelStore log,
            LabelTexts texts,
            int maxSubscribers,
            ScheduledExecutorService executor,
            LongSupplier nowMicros,
            LongSupplier nanoTime,
            Watch watch) {
        this.epoch = epoch;
        this.epochRecurs = epochRecurs;
        this.log = log;
        this.texts = texts;
        this.maxSubscribers = maxSubscribers;
        this.executor = executor;
        this.nowMicros = nowMicros;
        this.nanoTime = nanoTime;
        this.watch = watch;
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
        long next = log.passed();
        ResumePoint resumed = request.lastEventId() == null
                ? null
                : ResumePoint.after(
                        request.lastEventId(), epoch, epochRecurs, next, log.oldest(), log.oldestToResume());
        if (closed) {
            throw new ProblemException(
                    ProblemType.SHUTTING_DOWN,
                    "The service is shutting down; try again in a few seconds.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        if (subscriberCount >= maxSubscribers) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_SUBSCRIBERS,
                    "There are at most " + maxSubscribers + " subscribers of labels, and as many now; try again later.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        String gap = resumed == null ? null : resumed.gap();
        Subscription subscription = new Subscription(
                this,
                new LabelEvents(epoch, log, texts, request.format()),
                subscriberExecutor,
                request.format(),
                gap == null ? null : request.format().gap(gap),
                resumed == null ? next : resumed.position(),
                request.limit());
        subscriberCount++;
        subscribers.add(subscription);
        watch.on();
        arm();
        return subscription;
    }

    /** Lets subscribers have what has become known. To be called after labels were recorded. */
    void recorded() {
        if (subscriberCount == 0) {
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

    /** Sends comments to idle subscribers. Goes off watch when there are none. */
    synchronized void housekeep() {
        if (subscriberCount == 0) {
            watch.off();
            return;
        }
        long now = nanoTime.getAsLong();
        subscribers.forEach(subscription -> subscription.housekeep(now, IDLE_NANOS, END_GRACE_NANOS));
    }

    /** Completes every stream, for good. */
    synchronized void close() {
        closed = true;
        disarm();
        long last = log.lastKnown();
        long now = nanoTime.getAsLong();
        subscribers.forEach(subscription -> subscription.endAfter(last, now));
    }

    @Override
    public synchronized void left(Subscription subscription) {
        subscribers.remove(subscription);
        subscriberCount--;
        if (subscriberCount == 0) {
            disarm();
        }
    }

    @Override
    public void slowSubscriber() {
        slowDisconnects.increment();
    }

    @Override
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    int subscriberCount() {
        return subscriberCount;
    }

    long slowDisconnects() {
        return slowDisconnects.sum();
    }

    private void signal() {
        long passed = log.passed();
        if (passed != signalled) {
            signalled = passed;
            subscribers.signal();
        }
    }

    /** Has the labels that are due next go out when they are, unless that is arranged already. */
    private synchronized void arm() {
        if (timer != null || closed || subscriberCount == 0) {
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
