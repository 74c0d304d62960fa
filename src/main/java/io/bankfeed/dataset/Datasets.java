package io.bankfeed.dataset;

import io.bankfeed.dataset.DatasetStream.End;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.settings.SettingsInForce;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Makes datasets. Thread-safe. */
@Startup
@Singleton
public class Datasets {

    private final DatasetStreams exports;
    private final DatasetSpecReader reader;
    private final ExecutorService workers;
    private final SettingsInForce settings;
    private final TransactionGenerator generator;

    Datasets(DatasetsConfig config, TransactionGenerator generator, SettingsInForce settings, MeterRegistry meters) {
        this.generator = generator;
        this.settings = settings;
        AtomicInteger threads = new AtomicInteger();
        workers = Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), task -> {
            Thread thread = new Thread(task, "dataset-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        exports =
                new DatasetStreams(config.maxConcurrent(), config.stallTimeout().toNanos(), workers);
        reader = new DatasetSpecReader(config, generator.bank());
        register(meters);
    }

    /**
     * Reads what a request asks for.
     *
     * @throws io.bankfeed.http.ProblemException that names everything at fault
     */
    DatasetSpec recipe(MultivaluedMap<String, String> query, HttpHeaders headers) {
        return reader.read(query, headers, settings.current().fraudInjectionRate(), generator.nowMicros());
    }

    DatasetStream begin(DatasetSpec recipe, boolean compress, ScheduledExecutorService eventLoop) {
        return exports.begin(recipe, compress, eventLoop);
    }

    /** The SHA-256 of a recipe's dataset in hexadecimal, if it was made lately. */
    Optional<String> digest(DatasetSpec recipe) {
        return exports.digest(recipe);
    }

    /** A dataset may take longer than a shutdown, which waits for open requests. */
    void onShutdownDelay(@Observes ShutdownDelayInitiatedEvent event) {
        exports.close();
    }

    void onShutdown(@Observes ShutdownEvent event) {
        exports.close();
        workers.shutdown();
    }

    private void register(MeterRegistry meters) {
        Gauge.builder("bankfeed.datasets.running", exports, DatasetStreams::running)
                .description("Datasets that are being made")
                .register(meters);
        FunctionCounter.builder("bankfeed.datasets.transactions", exports, DatasetStreams::transactions)
                .description("Transactions made for datasets")
                .register(meters);
        for (End end : End.values()) {
            FunctionCounter.builder("bankfeed.datasets", exports.count(end), LongAdder::sum)
                    .description("Datasets that are over, by how they ended")
                    .tag("end", end.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }
}
