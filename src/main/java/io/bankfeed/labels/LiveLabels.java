package io.bankfeed.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.streaming.EventLoops;
import io.bankfeed.streaming.HeapShare;
import io.bankfeed.streaming.ScheduledWatch;
import io.bankfeed.streaming.StreamRequest;
import io.bankfeed.streaming.SubscriptionRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The truth about the bank's transactions, for everything that tells it. Thread-safe. */
@Startup
@Singleton
public class LiveLabels {

    private static final String WATCH = "truth-watch";

    /** As the log holds it. */
    private static final int BYTES_A_LABEL = 16;

    private final LabelStore log;
    private final LabelStream stream;
    private final SubscriptionRegistry subscriptions;
    private final TransactionGenerator generator;
    private final ScheduledExecutorService timing;

    LiveLabels(
            LabelsConfig config,
            TransactionGenerator generator,
            SettingsInForce settings,
            ObjectMapper json,
            Scheduler scheduler,
            MeterRegistry meters) {
        this.generator = generator;
        timing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "truth-timer");
            thread.setDaemon(true);
            return thread;
        });
        log = new LabelStore(capacity(config), settings.current().labelDelayMicros());
        subscriptions = new SubscriptionRegistry(
                generator.epoch(),
                generator.epochRecurs(),
                "subscribers of labels",
                config.maxSubscribers(),
                System::nanoTime,
                new ScheduledWatch(scheduler, WATCH));
        stream = new LabelStream(log, generator.labels(), json, timing, generator::nowMicros, subscriptions);
        generator.onGenerated((firstNumber, labels, nowMicros) -> {
            log.record(firstNumber, labels, nowMicros);
            stream.recorded();
        });
        settings.onChange(changed -> {
            log.changeDelay(changed.labelDelayMicros(), generator.nowMicros());
            stream.delayChanged();
        });
        register(meters);
    }

    /** As many labels as are asked for, or as the heap has room for. */
    private static int capacity(LabelsConfig config) {
        long bytes = HeapShare.of("The labels", (long) config.capacity() * BYTES_A_LABEL);
        return Math.toIntExact(bytes / BYTES_A_LABEL);
    }

    /** What is known of the label of a transaction. */
    LabelLookup find(long number) {
        return log.find(new long[] {number}, nowMicros()).get(0);
    }

    /** What is known of the labels of these transactions. */
    LabelsAnswer find(long[] numbers) {
        return LabelsAnswer.of(log.find(numbers, nowMicros()), mapper());
    }

    LabelMapper mapper() {
        return new LabelMapper(generator.labels());
    }

    /** The bank's time, in microseconds since 1970-01-01T00:00Z. */
    long nowMicros() {
        return generator.nowMicros();
    }

    /**
     * Subscribes to the labels as they become known. To be called on the event loop of the request.
     *
     * @return the labels as they go out, to be subscribed to once
     * @throws io.bankfeed.http.ProblemException if the request's id is not one of this stream, there are too many
     *     subscribers, or the service is shutting down
     */
    Multi<Buffer> stream(StreamRequest request) {
        return Multi.createFrom().publisher(stream.subscribe(request, EventLoops.current()));
    }

    public LabelsStatus status() {
        log.advance(nowMicros());
        return log.status(subscriptions.count());
    }

    @Scheduled(every = "1s", identity = WATCH, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void housekeep() {
        subscriptions.housekeep(false);
    }

    /** The streams are completed when the shutdown begins, since it waits for open requests. */
    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        stream.close();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        stream.close();
        timing.shutdownNow();
    }

    private void register(MeterRegistry meters) {
        FunctionCounter.builder("bankfeed.labels.evicted.unknown", log, LabelStore::evictedUnknown)
                .description("Labels that made room for others before they were known, and so are lost")
                .register(meters);
        FunctionCounter.builder("bankfeed.label.slow.disconnects", subscriptions, SubscriptionRegistry::slowDisconnects)
                .description("Streams of labels closed because their subscriber fell too far behind")
                .register(meters);
        Gauge.builder("bankfeed.label.subscribers", subscriptions, SubscriptionRegistry::count)
                .description("Open streams of labels")
                .register(meters);
    }
}
