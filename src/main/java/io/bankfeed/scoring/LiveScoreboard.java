package io.bankfeed.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.generator.GeneratorConfig;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.http.HeapShare;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.scoring.ScoreboardEvents.Published;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.EventLoops;
import io.bankfeed.streaming.ResumePoint;
import io.bankfeed.streaming.ScheduledWatch;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.SubscriptionRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The scoreboard of the detectors that score the bank's transactions. Thread-safe. */
@Startup
@Singleton
public class LiveScoreboard {

    private static final String WATCH = "scoreboard-watch";

    /** Less than half of what its histograms take if scores of every kind of fraud are in every bin. */
    private static final long TYPICAL_DETECTOR_BYTES = 2 * 1024 * 1024;

    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1) / 2;

    private final Scoreboard board;
    private final SubscriptionRegistry subscriptions;
    private final TransactionGenerator generator;
    private final ObjectMapper json;
    private final DetectorMeters meters;
    private final double transactionsPerDay;
    private final long sinceMicros;

    private volatile Published published = new Published(0, Buffer.buffer());
    private volatile long publishedVersion = -1;
    private volatile boolean closed;

    // Guarded by this.
    private @Nullable ScoreboardAnswer latest;
    private long latestVersion;
    private long latestNanos;

    LiveScoreboard(
            ScoringConfig config,
            GeneratorConfig generatorConfig,
            TransactionGenerator generator,
            SettingsInForce settings,
            ObjectMapper json,
            Scheduler scheduler,
            MeterRegistry registry) {
        this.generator = generator;
        this.json = json;
        transactionsPerDay = generatorConfig.transactionsPerDay();
        sinceMicros = generator.nowMicros();
        double share = affordable(config);
        board = new Scoreboard(
                generator.labels(),
                (int) (share * config.capacity()),
                Math.max(1, (int) (share * config.detectors())),
                config.deadline().toNanos(),
                settings.current().labelDelayMicros(),
                System::nanoTime,
                generator::nowMicros);
        subscriptions = new SubscriptionRegistry(
                generator.epoch(),
                "scoreboard",
                generator.epochRecurs(),
                "subscribers of the scoreboard",
                config.maxSubscribers(),
                System::nanoTime,
                new ScheduledWatch(scheduler, WATCH));
        meters = new DetectorMeters(registry, board, this::latest, subscriptions);
        generator.onGenerated(board);
        settings.onChange(changed -> board.changeDelay(changed.labelDelayMicros()));
    }

    /** The share of what is configured that fits into the heap, 1 for all of it. */
    private static double affordable(ScoringConfig config) {
        long bytes = (long) config.capacity() * PendingTransactions.BYTES_PER_SLOT
                + config.detectors() * (TYPICAL_DETECTOR_BYTES + (long) config.capacity() * Detector.BYTES_PER_SLOT);
        return (double) HeapShare.of("The scoreboard", bytes) / bytes;
    }

    /**
     * Takes scores.
     *
     * @throws ProblemException if there is no room for a new detector; then nothing has changed
     */
    ScoreCounts submit(List<SubmittedScore> scores) {
        try {
            ScoreCounts counts = ScoreCounts.of(board.submit(scores));
            meters.update();
            subscriptions.watch();
            return counts;
        } catch (TooManyDetectorsException e) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_DETECTORS,
                    "The scoreboard has its maximum of " + e.detectors().size() + " detectors: "
                            + String.join(", ", e.detectors())
                            + ". Delete one of them with DELETE /scoreboard/{detector}.");
        }
    }

    /** @throws ProblemException if there is no such detector */
    void remove(String detector) {
        if (!board.remove(detector)) {
            throw unknown(detector);
        }
        meters.update();
    }

    /** @throws ProblemException if there is no such detector */
    ScoreboardAnswer scoreboard(ScoreboardQuery query) {
        board.advance();
        List<DetectorFigures> detectors = new ArrayList<>();
        if (query.detector() != null) {
            detectors.add(DetectorFigures.of(sums(query.detector()), query, transactionsPerDay));
        } else {
            for (String name : board.names()) {
                board.sums(name).ifPresent(sums -> detectors.add(DetectorFigures.of(sums, query, transactionsPerDay)));
            }
        }
        return new ScoreboardAnswer(
                TransactionEncoder.timestamp(generator.nowMicros()),
                TransactionEncoder.timestamp(sinceMicros),
                board.deadlineSeconds(),
                query.threshold(),
                query.alertsPerDay(),
                detectors);
    }

    /** @throws ProblemException if there is no such detector */
    Curve curve(String detector) {
        board.advance();
        return Curve.of(sums(detector));
    }

    private DetectorSums sums(String detector) {
        return board.sums(detector).orElseThrow(() -> unknown(detector));
    }

    private ProblemException unknown(String detector) {
        List<String> known = board.names();
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "No detector " + detector + " has posted scores in this run of the service; "
                        + (known.isEmpty() ? "none has." : "these have: " + String.join(", ", known) + "."));
    }

    /**
     * Subscribes to the scoreboard: as it is, within a second, and then once a second while it changes. To be called on the
     * event loop of the request, which is why nothing is computed here.
     *
     * @throws ProblemException if the id is not from this stream, there are too many subscribers, or the service is
     *     shutting down
     */
    Multi<Buffer> stream(StreamRequest request) {
        EventLog events = new ScoreboardEvents(subscriptions::id, () -> published, request.format());
        ResumePoint resumed = subscriptions.start(request, events);
        if (closed) {
            throw ProblemException.shuttingDown();
        }
        boolean isCurrent = board.version() == publishedVersion;
        ResumePoint start =
                request.lastEventIds().isEmpty() && isCurrent ? new ResumePoint(events.newest() - 1, null) : resumed;
        return Multi.createFrom().publisher(subscriptions.open(request, events, start, EventLoops.current()));
    }

    @Scheduled(every = "1s", identity = WATCH, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void housekeep() {
        board.advance();
        if (subscriptions.count() > 0) {
            publish();
            subscriptions.signal();
        }
        subscriptions.housekeep(!board.names().isEmpty());
    }

    private synchronized void publish() {
        ScoreboardAnswer answer = latest();
        if (latestVersion != publishedVersion) {
            publishedVersion = latestVersion;
            try {
                published = new Published(published.sequence() + 1, Buffer.buffer(json.writeValueAsBytes(answer)));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The scoreboard without parameters, at most half a second old. */
    private synchronized ScoreboardAnswer latest() {
        ScoreboardAnswer known = latest;
        long version = board.version();
        long now = System.nanoTime();
        if (known != null && (version == latestVersion || now - latestNanos < MAX_AGE_NANOS)) {
            return known;
        }
        ScoreboardAnswer answer = scoreboard(ScoreboardQuery.DEFAULT);
        latest = answer;
        latestVersion = version;
        latestNanos = now;
        return answer;
    }

    /** Completes the streams when the shutdown begins, because it waits for open requests. */
    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        close();
    }

    private void close() {
        closed = true;
        subscriptions.endAfter(published.sequence());
    }
}
