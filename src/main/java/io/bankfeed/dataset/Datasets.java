package io.bankfeed.dataset;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.generator.ReportsConfig;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.streaming.EventLoops;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Generates datasets. Thread-safe. */
@Startup
@Singleton
public class Datasets {

    private final DatasetStreams streams;
    private final DatasetSpecReader reader;
    private final ExecutorService workers;
    private final SettingsInForce settings;
    private final TransactionGenerator generator;

    Datasets(
            DatasetsConfig config,
            ReportsConfig reports,
            TransactionGenerator generator,
            SettingsInForce settings,
            MeterRegistry meters) {
        this.generator = generator;
        this.settings = settings;
        AtomicInteger threads = new AtomicInteger();
        workers = Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), task -> {
            Thread thread = new Thread(task, "dataset-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        streams = new DatasetStreams(config.maxConcurrent(), config.stallTimeout(), workers);
        reader = new DatasetSpecReader(
                config.maxCount(), config.maxAccounts(), generator.bank(), ReportsConfig.settings(reports));
        register(meters);
    }

    /**
     * Parses a request for a dataset.
     *
     * @throws io.bankfeed.http.ProblemException that names every invalid parameter
     */
    DatasetSpec read(MultivaluedMap<String, String> query, HttpHeaders headers) {
        return reader.read(
                query,
                settings.current().fraudInjectionRate(),
                generator.model(),
                generator.nowMicros(),
                () -> DatasetFormat.accepted(headers));
    }

    /**
     * Starts a dataset. To be called on the event loop of the request.
     *
     * @param digest whether to compute its digest, which {@link #digest} then returns before the stream completes
     * @return the dataset, to be subscribed to once
     * @throws io.bankfeed.http.ProblemException if too many are running, or the service is shutting down
     */
    Multi<Buffer> stream(DatasetSpec spec, boolean compress, boolean digest) {
        return Multi.createFrom().publisher(streams.start(spec, compress, digest, EventLoops.current()));
    }

    /** The SHA-256 of a dataset in hexadecimal, if it was computed recently. */
    Optional<String> digest(DatasetSpec spec) {
        return streams.digest(spec);
    }

    /** Ends the streams, since a shutdown waits for open requests. */
    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        streams.close();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        streams.close();
        workers.shutdown();
    }

    private void register(MeterRegistry meters) {
        Gauge.builder("bankfeed.datasets.running", streams, DatasetStreams::running)
                .description("Datasets that are being generated")
                .register(meters);
        FunctionCounter.builder("bankfeed.datasets.transactions", streams, DatasetStreams::transactions)
                .description("Transactions generated for datasets")
                .register(meters);
        for (End end : End.values()) {
            FunctionCounter.builder("bankfeed.datasets", streams.count(end), LongAdder::sum)
                    .description("Datasets by how they ended")
                    .tag("end", end.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }
}
