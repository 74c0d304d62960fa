package io.bankfeed.feed;

import io.bankfeed.feed.FeedState.Resting;
import io.bankfeed.feed.FeedState.Running;
import io.bankfeed.feed.FeedState.Stopped;
import io.bankfeed.problem.FieldError;
import io.bankfeed.problem.ProblemException;
import io.bankfeed.problem.ProblemType;
import io.bankfeed.settings.Settings;
import io.vertx.core.buffer.Buffer;
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
final class Feed {

    /** A second less than what the contract promises, since it is looked at once a second. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(14);

    private static final long END_GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_CHARACTERS_SHOWN = 40;

    private final String epoch;
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

    private volatile FeedState state = new Resting();
    private volatile int subscriberCount;

    /**
     * @param epoch which run of the service this is
     * @param lateness is told the nanoseconds by which each batch is late
     * @param watch calls {@link #housekeep} once a second while it is on, as it is at first
     */
    Feed(
            String epoch,
            FeedConfig config,
            BatchEncoder batches,
            Supplier<Settings> settings,
            ScheduledExecutorService executor,
            LongSupplier nanoTime,
            LongConsumer lateness,
            Watch watch) {
        this.epoch = epoch;
        queueBytes = config.subscriberQueueBytes().asLongValue();
        maxSubscribers = config.maxSubscribers();
        this.batches = batches;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.lateness = lateness;
        this.watch = watch;
        replay = new ReplayBuffer(config.replayBytes().asLongValue());
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
     * @param lastEventId the last event that the client has, if it had one
     * @param limit after how many batches its stream completes
     * @param executor a single thread, on which the subscription does all its work
     * @return empty if the feed was stopped and the client is to stay away
     * @throws ProblemException if the id cannot be one of this feed's, or there are too many subscribers
     */
    synchronized Optional<Subscription> subscribe(
            @Nullable String lastEventId, StreamFormat format, long limit, Executor executor) {
        EventId resumed = lastEventId == null ? null : idOf(lastEventId);
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
        long position = resumed == null ? replay.newest() : resumed.sequence();
        Buffer gap = null;
        String missed = resumed == null ? null : missedAfter(resumed);
        if (missed != null) {
            position = replay.oldestToResume() - 1;
            gap = format.gap("{\"reason\":\"" + missed + "\",\"requested\":\"" + resumed + "\",\"resumed_from\":\""
                    + new EventId(epoch, position + 1) + "\"}");
        }
        Subscription subscription = new Subscription(this, executor, format, gap, position, limit);
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

    /** A subscriber is gone, for whatever reason. On its executor. */
    synchronized void left(Subscription subscription) {
        subscribers.remove(subscription);
        subscriberCount--;
        become(state.left(subscriberCount));
    }

    void slowSubscriber() {
        slowDisconnects.increment();
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    ReplayBuffer replay() {
        return replay;
    }

    long queueBytes() {
        return queueBytes;
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
        int size = settings.get().batchSize();
        FeedEvent event = batches.encode(new EventId(epoch, replay.newest() + 1), size);
        lateness.accept(lateNanos);
        rate.add(nanoTime.getAsLong(), size);
        replay.append(event);
        subscribers.signal();
    }

    private EventId idOf(String lastEventId) {
        EventId id = EventId.parse(lastEventId).orElseThrow(() -> notAnId(lastEventId, "is not an id of this feed"));
        if (id.epoch().equals(epoch) && id.sequence() > replay.newest()) {
            throw notAnId(lastEventId, "has not been sent yet");
        }
        return id;
    }

    private static ProblemException notAnId(String received, String wrong) {
        String shown = received.length() <= MOST_CHARACTERS_SHOWN
                ? received
                : received.substring(0, MOST_CHARACTERS_SHOWN) + "…";
        return new ProblemException(
                ProblemType.INVALID_PARAMETER,
                "Last-Event-ID must be the id of an event that was received, or be left out, but \"" + shown + "\" "
                        + wrong + ".",
                List.of(new FieldError("Last-Event-ID", wrong)));
    }

    /** Why the batch after an id cannot be given any more; null if it can. */
    private @Nullable String missedAfter(EventId id) {
        if (!id.epoch().equals(epoch)) {
            return "restarted";
        }
        return id.sequence() + 1 < replay.oldest() ? "expired" : null;
    }
}
