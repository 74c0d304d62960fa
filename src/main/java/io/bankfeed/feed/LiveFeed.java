package io.bankfeed.feed;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.streaming.EventLoops;
import io.bankfeed.streaming.ScheduledWatch;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.SubscriptionRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The bank's one live feed. Thread-safe. */
@Startup
@Singleton
public class LiveFeed {

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);

    private static final String WATCH = "feed-watch";

    private final Feed feed;
    private final SubscriptionRegistry subscriptions;
    private final ScheduledExecutorService pacing;
    private final SettingsInForce settings;
    private volatile @Nullable RemoteFeed remote;

    LiveFeed(
            FeedConfig config,
            TransactionGenerator generator,
            SettingsInForce settings,
            Scheduler scheduler,
            MeterRegistry meters) {
        this.settings = settings;
        pacing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "feed-pacer");
            thread.setDaemon(true);
            return thread;
        });
        Timer lateness = Timer.builder("bankfeed.feed.lateness")
                .description("How late batches are released")
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1))
                .register(meters);
        subscriptions = new SubscriptionRegistry(
                generator.epoch(),
                "",
                generator.epochRecurs(),
                "subscribers",
                config.maxSubscribers(),
                System::nanoTime,
                new ScheduledWatch(scheduler, WATCH));
        feed = new Feed(
                config,
                new GeneratedBatches(generator),
                settings::current,
                pacing,
                System::nanoTime,
                nanos -> lateness.record(Duration.ofNanos(nanos)),
                subscriptions);
        settings.onChange(feed::settingsChanged);
        register(meters);
    }

    /** Has another feed started, stopped and read instead of this one. To be called before the first request. */
    public void replaceBy(RemoteFeed other) {
        remote = other;
    }

    /**
     * Starts the feed.
     *
     * @throws io.bankfeed.http.ProblemException if it is already running
     */
    public void start() {
        control().start();
        LOG.info("Transaction streaming started");
    }

    /** Stops the feed and completes every stream. */
    public void stop() {
        control().stop();
        LOG.info("Transaction streaming stopped");
    }

    /**
     * Subscribes to the feed, and starts it if it is not running. To be called on the event loop of the request.
     *
     * @param fields the fields of each transaction
     * @return the encoded batches, to be subscribed to once; empty if the feed was stopped and the client must not
     *     reconnect
     * @throws io.bankfeed.http.ProblemException if the id is not from this feed, there are too many subscribers, or the
     *     service is shutting down
     */
    Optional<Multi<Buffer>> stream(StreamRequest request, RecordFields fields) {
        RemoteFeed other = remote;
        if (other != null) {
            return Optional.of(other.stream(request, fields));
        }
        return feed.subscribe(request, fields, EventLoops.current())
                .map(subscription -> Multi.createFrom().publisher(subscription));
    }

    public boolean isStreaming() {
        return control().isStreaming();
    }

    /** Whether nothing was released for three periods and 5 seconds. */
    public boolean isStalled() {
        return feed.isStalled();
    }

    public int subscribers() {
        RemoteFeed other = remote;
        return other == null ? subscriptions.count() : other.subscribers();
    }

    /** The configured transactions per second; 0 if the feed is not running. */
    public double targetPerSecond() {
        return isStreaming() ? settings.current().targetPerSecond() : 0;
    }

    /** Transactions released per second by this process over the last 10 seconds, or since the start if that is shorter. */
    public double achievedPerSecond() {
        RemoteFeed other = remote;
        return other == null ? feed.achievedPerSecond() : other.achievedPerSecond();
    }

    public FeedStatus status() {
        ReplayBuffer replay = feed.replay();
        long newest = replay.newest();
        return new FeedStatus(
                subscriptions.epoch(),
                newest,
                feed.skippedBatches(),
                subscriptions.slowDisconnects(),
                new FeedStatus.Replay(Math.max(0, newest - replay.oldest() + 1), replay.bytes()));
    }

    @Scheduled(every = "1s", identity = WATCH, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void housekeep() {
        feed.housekeep();
    }

    /** Completes the streams when the shutdown begins, because it waits for open requests. */
    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        feed.close();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        feed.close();
        pacing.shutdownNow();
    }

    /** What is started and stopped. */
    private FeedSwitch control() {
        RemoteFeed other = remote;
        return other == null ? feed : other;
    }

    private void register(MeterRegistry meters) {
        FunctionCounter.builder("bankfeed.feed.batches", feed, f -> f.replay().newest())
                .description("Batches released")
                .register(meters);
        FunctionCounter.builder("bankfeed.feed.skipped.batches", feed, Feed::skippedBatches)
                .description("Batches skipped because they were late by more than a second or failed")
                .register(meters);
        FunctionCounter.builder("bankfeed.slow.disconnects", subscriptions, SubscriptionRegistry::slowDisconnects)
                .description("Subscribers disconnected because they fell too far behind")
                .register(meters);
        Gauge.builder("bankfeed.feed.replay", feed, f -> f.replay().bytes())
                .description("Memory used by the replay buffer")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
        Gauge.builder("bankfeed.feed.target.rate", this, LiveFeed::targetPerSecond)
                .description("Configured transactions per second; 0 while the feed is not running")
                .register(meters);
        Gauge.builder("bankfeed.feed.achieved.rate", this, LiveFeed::achievedPerSecond)
                .description("Transactions per second over the last 10 seconds")
                .register(meters);
        Gauge.builder("bankfeed.subscribers", this, LiveFeed::subscribers)
                .description("Open streams of the feed")
                .register(meters);
    }
}
