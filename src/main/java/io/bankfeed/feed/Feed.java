package io.bankfeed.feed;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.feed.FeedState.Idle;
import io.bankfeed.feed.FeedState.Running;
import io.bankfeed.feed.FeedState.Stopped;
import io.bankfeed.http.HeapShare;
import io.bankfeed.http.ProblemException;
import io.bankfeed.settings.Settings;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.ResumePoint;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.Subscription;
import io.bankfeed.streaming.SubscriptionRegistry;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live feed: one sequence of batches for all subscribers. Thread-safe: a change of state takes the lock of this
 * object and then the pacer's, the release of a batch only the pacer's.
 */
final class Feed implements FeedSwitch {

    private final long queueBytes;
    private final BatchEncoder batches;
    private final Supplier<Settings> settings;
    private final LongSupplier nanoTime;
    private final LongConsumer lateness;
    private final SubscriptionRegistry subscriptions;
    private final ReplayBuffer replay;
    private final Pacer pacer;
    private final RateMeter rate = new RateMeter();

    private volatile FeedState state = new Idle();

    /** @param lateness receives the nanoseconds by which each batch is late */
    Feed(
            FeedConfig config,
            BatchEncoder batches,
            Supplier<Settings> settings,
            ScheduledExecutorService executor,
            LongSupplier nanoTime,
            LongConsumer lateness,
            SubscriptionRegistry subscriptions) {
        long replayBytes =
                HeapShare.of("The replay buffer", config.replayBytes().asLongValue());
        // If the buffer is limited by the heap, half of it stays available for resuming.
        queueBytes = Math.min(
                config.subscriberQueueBytes().asLongValue(),
                replayBytes < config.replayBytes().asLongValue() ? replayBytes / 2 : Long.MAX_VALUE);
        this.batches = batches;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.lateness = lateness;
        this.subscriptions = subscriptions;
        subscriptions.onLeave(this::subscriberLeft);
        replay = new ReplayBuffer(replayBytes);
        pacer = new Pacer(executor, nanoTime, this::release);
    }

    /**
     * Starts the feed.
     *
     * @throws ProblemException if it is already running
     */
    @Override
    public synchronized void start() {
        become(state.started());
    }

    /** Stops the feed and completes every stream. */
    @Override
    public synchronized void stop() {
        become(state.stopped());
        subscriptions.endAfter(replay.newest());
    }

    /** Stops the feed permanently. */
    synchronized void close() {
        become(state.closed());
        subscriptions.endAfter(replay.newest());
    }

    synchronized void settingsChanged(Settings changed) {
        pacer.changePeriod(changed.periodNanos());
    }

    /**
     * Adds a subscriber, and starts the feed if it is not running.
     *
     * @param fields the fields of each transaction
     * @param executor a single thread, on which the subscription does all its work
     * @return empty if the feed was stopped and the client must not reconnect
     * @throws ProblemException if the id is not from this feed, there are too many subscribers, or the service is
     *     shutting down
     */
    synchronized Optional<Subscription> subscribe(StreamRequest request, RecordFields fields, Executor executor) {
        EventLog log = new Batches(replay, queueBytes, request.format(), fields);
        ResumePoint start = subscriptions.start(request, log);
        if (!request.lastEventIds().isEmpty() && state instanceof Stopped) {
            return Optional.empty();
        }
        FeedState joined = state.joined();
        Subscription subscription = subscriptions.open(request, log, start, executor);
        become(joined);
        return Optional.of(subscription);
    }

    /** To be called once a second while the watch is on. Rearms the pacer if it failed. */
    synchronized void housekeep() {
        pacer.keepArmed();
        subscriptions.housekeep(isStreaming());
    }

    ReplayBuffer replay() {
        return replay;
    }

    @Override
    public boolean isStreaming() {
        return state instanceof Running;
    }

    boolean isStalled() {
        return pacer.isStalled();
    }

    long skippedBatches() {
        return pacer.skipped();
    }

    /** Transactions released per second over the last 10 seconds, or since the start if that is shorter. */
    double achievedPerSecond() {
        return isStreaming() ? rate.perSecond(nanoTime.getAsLong()) : 0;
    }

    private void become(FeedState next) {
        boolean ran = isStreaming();
        state = next;
        if (isStreaming() && !ran) {
            rate.start(nanoTime.getAsLong());
            pacer.arm(settings.get().periodNanos());
            subscriptions.watch();
        } else if (!isStreaming() && ran) {
            pacer.disarm();
        }
    }

    private synchronized void subscriberLeft() {
        become(state.left(subscriptions.count()));
    }

    /** Releases the next batch. Called on the pacer's thread. */
    private void release(long lateNanos) {
        Settings current = settings.get();
        int size = current.batchSize();
        FeedEvent event = batches.encode(subscriptions.id(replay.newest() + 1), size, current.periodNanos());
        lateness.accept(lateNanos);
        rate.add(nanoTime.getAsLong(), size);
        replay.append(event);
        subscriptions.signal();
    }

    /** A subscriber's view of the replay buffer. */
    private record Batches(ReplayBuffer replay, long queueBytes, StreamFormat format, RecordFields fields)
            implements EventLog {

        @Override
        public boolean holds(long sequence) {
            return replay.get(sequence) != null;
        }

        @Override
        public long newest() {
            return replay.newest();
        }

        @Override
        public long oldest() {
            return replay.oldest();
        }

        @Override
        public long oldestToResume() {
            return replay.oldestToResume();
        }

        @Override
        public boolean isTooFarBehind(long sequence) {
            return replay.bytesAfter(sequence) > queueBytes;
        }

        @Override
        public @Nullable Chunk after(long sequence, long max) {
            FeedEvent event = replay.get(sequence + 1);
            return event == null ? null : new Chunk(event.encoded(format, fields), sequence + 1, 1);
        }
    }
}
