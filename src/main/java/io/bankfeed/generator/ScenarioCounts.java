package io.bankfeed.generator;

import io.bankfeed.core.transaction.ScenarioStep;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts transactions by the type of their scenario. A type is listed once it has occurred. Thread-safe. */
final class ScenarioCounts {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    ScenarioCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Counts the transactions of a block. */
    void add(@Nullable LabelDetail @Nullable [] details) {
        if (details == null) {
            return;
        }
        for (LabelDetail detail : details) {
            if (detail != null) {
                addStep(detail.step());
            }
        }
    }

    /** Counts a transaction, unless it belongs to no scenario. */
    void addStep(@Nullable ScenarioStep step) {
        if (step != null) {
            counts.computeIfAbsent(step.type(), this::counter).increment();
        }
    }

    /** The number of transactions of each type, in alphabetical order. */
    Map<String, Long> byType() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((type, count) -> sums.put(type, count.sum()));
        return sums;
    }

    private LongAdder counter(String type) {
        LongAdder count = new LongAdder();
        FunctionCounter.builder("bankfeed.scenario.transactions", count, LongAdder::sum)
                .description("Transactions generated, by type of scenario")
                .tag("scenario", type)
                .register(meters);
        return count;
    }
}
