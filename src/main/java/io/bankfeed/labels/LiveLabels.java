package io.bankfeed.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.http.HeapShare;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.streaming.EventLoops;
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
import org.jspecify.annotations.Nullable;

/** The labels of the bank's transactions. Thread-safe. */
@Startup
@Singleton
public class LiveLabels {

    private static final String WATCH = "label-watch";

    private final LabelStore store;
    private final LabelStream stream;
    private final SubscriptionRegistry subscriptions;
    private final TransactionGenerator generator;
    private final ScheduledExecutorService timing;
    private volatile @Nullable RemoteLabels remote;

    LiveLabels(
            LabelsConfig config,
            TransactionGenerator generator,
            SettingsInForce settings,
            ObjectMapper json,
            Scheduler scheduler,
            MeterRegistry meters) {
        this.generator = generator;
        timing = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "label-timer");
            thread.setDaemon(true);
            return thread;
        });
        store = new LabelStore(capacity(config), settings.current().labelDelayMicros());
        subscriptions = new SubscriptionRegistry(
                generator.epoch(),
                "labels",
                generator.epochRecurs(),
                "subscribers of labels",
                config.maxSubscribers(),
                System::nanoTime,
                new ScheduledWatch(scheduler, WATCH));
        stream = new LabelStream(store, generator.labels(), json, timing, generator::nowMicros, subscriptions);
        generator.onGenerated((firstNumber, transactions, labels, details, nowMicros) -> {
            store.record(firstNumber, labels, details, nowMicros);
            stream.recorded();
        });
        settings.onChange(changed -> {
            store.changeDelay(changed.labelDelayMicros(), generator.nowMicros());
            stream.delayChanged();
        });
        register(meters);
    }

    /** The configured capacity, limited by the heap. */
    private static int capacity(LabelsConfig config) {
        long bytes = HeapShare.of("The labels", (long) config.capacity() * LabelStore.BYTES_PER_SLOT);
        return Math.toIntExact(bytes / LabelStore.BYTES_PER_SLOT);
    }

    /** Has other labels streamed instead of these. To be called before the first request. */
    public void replaceBy(RemoteLabels other) {
        remote = other;
    }

    LabelLookup find(long number) {
        return store.find(new long[] {number}, nowMicros()).get(0);
    }

    /** @param full whether labels have their scenario and their report */
    LabelsAnswer find(long[] numbers, boolean full) {
        return LabelsAnswer.of(store.find(numbers, nowMicros()), mapper(full));
    }

    /** @param full whether labels have their scenario and their report */
    LabelMapper mapper(boolean full) {
        return new LabelMapper(generator.labels(), full);
    }

    /** The bank's time, in microseconds since 1970-01-01T00:00Z. */
    long nowMicros() {
        return generator.nowMicros();
    }

    /**
     * Subscribes to the labels as they become known. To be called on the event loop of the request.
     *
     * @param full whether labels have their scenario and their report
     * @return the encoded labels, to be subscribed to once
     * @throws io.bankfeed.http.ProblemException if the id is not from this stream, there are too many subscribers, or
     *     the service is shutting down
     */
    Multi<Buffer> stream(StreamRequest request, boolean full) {
        RemoteLabels other = remote;
        if (other != null) {
            return other.stream(request, full);
        }
        return Multi.createFrom().publisher(stream.subscribe(request, full, EventLoops.current()));
    }

    public LabelsStatus status() {
        store.advance(nowMicros());
        return store.status(subscribers());
    }

    private int subscribers() {
        RemoteLabels other = remote;
        return other == null ? subscriptions.count() : other.labelSubscribers();
    }

    @Scheduled(every = "1s", identity = WATCH, skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void housekeep() {
        subscriptions.housekeep(false);
    }

    /** Completes the streams when the shutdown begins, because it waits for open requests. */
    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        stream.close();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        stream.close();
        timing.shutdownNow();
    }

    private void register(MeterRegistry meters) {
        FunctionCounter.builder("bankfeed.labels.evicted.unknown", store, LabelStore::evictedUnknown)
                .description("Labels lost because they were evicted before they were known")
                .register(meters);
        FunctionCounter.builder("bankfeed.label.slow.disconnects", subscriptions, SubscriptionRegistry::slowDisconnects)
                .description("Label streams closed because their subscriber fell too far behind")
                .register(meters);
        Gauge.builder("bankfeed.label.subscribers", this, LiveLabels::subscribers)
                .description("Open label streams")
                .register(meters);
    }
}
