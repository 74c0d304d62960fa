package io.bankfeed.streaming;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The open subscriptions of one stream, up to a maximum. Thread-safe. */
public final class SubscriptionRegistry {

    private static final long END_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String epoch;
    private final String stream;
    private final boolean epochRecurs;
    private final String noun;
    private final int maxSubscribers;
    private final LongSupplier nanoTime;
    private final Watch watch;
    private final Subscribers subscribers = new Subscribers();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder slowDisconnects = new LongAdder();
    private volatile Runnable onLeave = () -> {};

    /**
     * @param epoch identifies this run of the service
     * @param stream the name of the stream in its event ids; empty for the live feed
     * @param epochRecurs whether an earlier run may have had the same epoch
     * @param noun what the subscribers are called in the problem about too many subscribers
     * @param watch calls the stream's housekeeping once a second while it is on; it is on initially
     */
    public SubscriptionRegistry(
            String epoch,
            String stream,
            boolean epochRecurs,
            String noun,
            int maxSubscribers,
            LongSupplier nanoTime,
            Watch watch) {
        this.epoch = epoch;
        this.stream = stream;
        this.epochRecurs = epochRecurs;
        this.noun = noun;
        this.maxSubscribers = maxSubscribers;
        this.nanoTime = nanoTime;
        this.watch = watch;
    }

    /** Sets what runs each time a subscriber has left, on that subscriber's executor. */
    public void onLeave(Runnable action) {
        onLeave = action;
    }

    /**
     * Finds the event after which a subscription starts.
     *
     * @throws ProblemException if an id of the request is not one of this stream
     */
    public ResumePoint start(StreamRequest request, EventLog log) {
        return request.lastEventIds().isEmpty()
                ? new ResumePoint(log.newest(), null)
                : ResumePoint.after(
                        request.lastEventIds(), id(log.newest()), epochRecurs, log.oldest(), log.oldestToResume());
    }

    /**
     * Opens a subscription and turns the watch on.
     *
     * @param executor a single thread, on which the subscription does all its work
     * @throws ProblemException if there are too many subscribers
     */
    public synchronized Subscription open(StreamRequest request, EventLog log, ResumePoint start, Executor executor) {
        if (count.get() >= maxSubscribers) {
            throw ProblemException.retryLater(
                    ProblemType.TOO_MANY_SUBSCRIBERS,
                    "The maximum of " + maxSubscribers + " " + noun + " has been reached; try again later.",
                    5);
        }
        Subscription subscription = new Subscription(this, log, executor, request, start);
        count.incrementAndGet();
        subscribers.add(subscription);
        watch.on();
        return subscription;
    }

    /** Tells every subscription that there are new events. */
    public void signal() {
        subscribers.signal();
    }

    /** Completes every subscription after an event. */
    public void endAfter(long sequence) {
        long now = nanoTime();
        subscribers.forEach(subscription -> subscription.endAfter(sequence, now));
    }

    /**
     * Sends heartbeats to idle subscribers and disconnects those that do not read the end of their stream.
     *
     * @param needed whether the stream needs housekeeping even without subscribers; if not, the watch is turned off
     *     when there are none
     */
    public synchronized void housekeep(boolean needed) {
        if (count.get() == 0 && !needed) {
            watch.off();
            return;
        }
        long now = nanoTime();
        subscribers.forEach(subscription -> subscription.housekeep(now, END_GRACE_NANOS));
    }

    /** Turns the watch on for a stream that runs without subscribers. */
    public void watch() {
        watch.on();
    }

    /** The id of an event of this stream and run. */
    public EventId id(long sequence) {
        return new EventId(epoch, stream, sequence);
    }

    public String epoch() {
        return epoch;
    }

    public int count() {
        return count.get();
    }

    /** The number of subscribers disconnected because they fell too far behind. */
    public long slowDisconnects() {
        return slowDisconnects.sum();
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** A subscriber fell too far behind. It leaves afterwards. */
    void slow() {
        slowDisconnects.increment();
    }

    /** Called on the subscription's executor. */
    void left(Subscription subscription) {
        subscribers.remove(subscription);
        count.decrementAndGet();
        onLeave.run();
    }
}
