package io.bankfeed.feed;

import io.bankfeed.feed.FeedState.Idle;
import io.bankfeed.feed.FeedState.Running;
import io.bankfeed.feed.FeedState.Stopped;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.settings.Settings;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.HeapShare;
import io.bankfeed.streaming.ResumePoint;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.Subscribers;
import io.bankfeed.streaming.Subscription;
import io.bankfeed.streaming.SubscriptionOwner;
import io.bankfeed.streaming.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live feed: one sequence of batches for all subscribers. Thread-safe. A change of what it does takes this object's
 * lock, then the pacer's; a release takes the pacer's alone.
 */
final class Feed implements SubscriptionOwner {

    /** A second less than what the contract promises, since it is looked at once a second. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(14);

    private static final long END_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String epoch;
    private final boolean epochRecurs;
    private final long queueBytes;
    private final int maxSubscribers;
    private final BatchEncoder batches;
    private final Supplier<Settings> settings;
    private final LongSupplier nanoTime;
    private final LongConsumer lateness;
    private final Watch watch;
    private final ReplayBuffer replay;
    private final Pacer pacer;
    private final RateMeter rate;
    private final Subscribers subscribers = new Subscribers();
    private final LongAdder slowDisconnects = new LongAdder();

    private volatile FeedState state = new Idle();
    private volatile int subscriberCount;

    /**
     * @param epoch which run of the service this is
     * @param epochRecurs whether a run before may have had the same epoch
     * @param lateness is told the nanoseconds by which each batch is late
     * @param watch calls {@link #housekeep} once a second while it is on, as it is at first
     */
    Feed(
            String epoch,
            boolean epochRecurs,
            FeedConfig config,
            BatchEncoder batches,
            Supplier<Settings> settings,
            ScheduledExecutorService executor,
            LongSupplier nanoTime,
            LongConsumer lateness,
            Watch watch) {
        this.epoch = epoch;
        this.epochRecurs = epochRecurs;
        long replayBytes =
                HeapShare.of("The replay buffer", config.replayBytes().asLongValue());
        // A smaller buffer leaves as large a part of it to be resumed from.
        queueBytes = Math.min(
                config.subscriberQueueBytes().asLongValue(),
                replayBytes < config.replayBytes().asLongValue() ? replayBytes / 2 : Long.MAX_VALUE);
        maxSubscribers = config.maxSubscribers();
        this.batches = batches;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.lateness = lateness;
        this.watch = watch;
        replay = new ReplayBuffer(replayBytes);
        pacer = new Pacer(executor, nanoTime, this::release);
        rate = new RateMeter();
    }

    /**
     * Starts the feed.
     *
     * @throws ProblemException if it runs already
     */
    synchronized void start() {
        become(state.started());
    }

    /** Ends the feed and completes every stream. */
    synchronized void stop() {
        become(state.stopped());
        endStreams();
    }

    /** Ends the feed for good. */
    synchronized void close() {
        become(state.closed());
        endStreams();
    }

    synchronized void changed(Settings changed) {
        pacer.changePeriod(changed.periodNanos());
    }

    /**
     * Adds a subscriber, and starts the feed if it does not run.
     *
     * @param labelled whether each transaction has its label
     * @param executor a single thread, on which the subscription does all its work
     * @return empty if the feed was stopped and the client is to stay away
     * @throws ProblemException if the id cannot be one of this feed's, or there are too many subscribers
     */
    synchronized Optional<Subscription> subscribe(StreamRequest request, boolean labelled, Executor executor) {
        ResumePoint resumed = request.lastEventId() == null
                ? null
                : ResumePoint.after(
                        request.lastEventId(),
                        epoch,
                        epochRecurs,
                        replay.newest(),
                        replay.oldest(),
                        replay.oldestToResume());
        if (resumed != null && state instanceof Stopped) {
            return Optional.empty();
        }
        FeedState joined = state.joined();
        if (subscriberCount >= maxSubscribers) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_SUBSCRIBERS,
                    "There are at most " + maxSubscribers + " subscribers, and as many now; try again later.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        String gap = resumed == null ? null : resumed.gap();
        Subscription subscription = new Subscription(
                this,
                new Batches(replay, queueBytes, request.format(), labelled),
                executor,
                request.format(),
                gap == null ? null : request.format().gap(gap),
                resumed == null ? replay.newest() : resumed.position(),
                request.limit());
        become(joined);
        subscriberCount++;
        subscribers.add(subscription);
        return Optional.of(subscription);
    }

    /**
     * Sends comments to idle subscribers, gives up those that do not take the end of their stream, and arms the pacer
     * again should it have failed. Goes off watch when there is nothing to watch.
     */
    synchronized void housekeep() {
        if (!isStreaming() && subscriberCount == 0) {
            watch.off();
            return;
        }
        pacer.keepArmed();
        long now = nanoTime.getAsLong();
        subscribers.forEach(subscription -> subscription.housekeep(now, IDLE_NANOS, END_GRACE_NANOS));
    }

    @Override
    public synchronized void left(Subscription subscription) {
        subscribers.remove(subscription);
        subscriberCount--;
        become(state.left(subscriberCount));
    }

    @Override
    public void slowSubscriber() {
        slowDisconnects.increment();
    }

    @Override
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    ReplayBuffer replay() {
        return replay;
    }

    boolean isStreaming() {
        return state instanceof Running;
    }

    boolean isStalled() {
        return pacer.isStalled();
    }

    int subscriberCount() {
        return subscriberCount;
    }

    long skippedBatches() {
        return pacer.skipped();
    }

    long slowDisconnects() {
        return slowDisconnects.sum();
    }

    String epoch() {
        return epoch;
    }

    /** The transactions a second that the feed gave out over the last 10 s, or since it runs if that is shorter. */
    double achievedPerSecond() {
        return isStreaming() ? rate.perSecond(nanoTime.getAsLong()) : 0;
    }

    private void become(FeedState next) {
        boolean ran = isStreaming();
        state = next;
        if (isStreaming() && !ran) {
            rate.start(nanoTime.getAsLong());
            pacer.arm(settings.get().periodNanos());
            watch.on();
        } else if (!isStreaming() && ran) {
            pacer.disarm();
        }
    }

    private void endStreams() {
        long last = replay.newest();
        long now = nanoTime.getAsLong();
        subscribers.forEach(subscription -> subscription.endAfter(last, now));
    }

    /** Makes the next batch. In the pacer's thread. */
    private void release(long lateNanos) {
        Settings current = settings.get();
        int size = current.batchSize();
        FeedEvent event = batches.encode(new EventId(epoch, replay.newest() + 1), size, current.periodNanos());
        lateness.accept(lateNanos);
        rate.add(nanoTime.getAsLong(), size);
        replay.append(event);
        subscribers.signal();
    }

    /** The replay buffer as a subscriber reads it. */
    private record Batches(ReplayBuffer replay, long queueBytes, StreamFormat format, boolean labelled)
            implements EventLog {

        @Override
        public boolean holds(long sequence) {
            return replay.get(sequence) != null;
        }

        @Override
        public long oldest() {
            return replay.oldest();
        }

        @Override
        public boolean isTooFarBehind(long sequence) {
            return replay.bytesAfter(sequence) > queueBytes;
        }

        @Override
        public @Nullable Chunk after(long sequence, long most) {
            FeedEvent event = replay.get(sequence + 1);
            return event == null ? null : new Chunk(event.as(format, labelled), sequence + 1, 1);
        }
    }
}
