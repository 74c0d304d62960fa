package io.bankfeed.scoring;

import io.bankfeed.streaming.SubscriptionRegistry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metrics of the detectors on the scoreboard. Thread-safe. */
final class DetectorMeters {

    private static final String DETECTOR = "detector";

    private final MeterRegistry registry;
    private final Scoreboard board;
    private final Supplier<ScoreboardAnswer> latest;
    private final Map<String, List<Meter>> registered = new LinkedHashMap<>();

    /** @param latest the scoreboard with the default parameters */
    DetectorMeters(
            MeterRegistry registry,
            Scoreboard board,
            Supplier<ScoreboardAnswer> latest,
            SubscriptionRegistry subscriptions) {
        this.registry = registry;
        this.board = board;
        this.latest = latest;
        Gauge.builder("bankfeed.scoreboard.subscribers", subscriptions, SubscriptionRegistry::count)
                .description("Open scoreboard streams")
                .register(registry);
    }

    /** Adds the metrics of new detectors, and removes those of detectors that are gone. */
    synchronized void update() {
        List<String> names = board.names();
        if (names.equals(List.copyOf(registered.keySet()))) {
            return;
        }
        registered.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
        names.forEach(name -> registered.computeIfAbsent(name, this::register));
    }

    private List<Meter> register(String name) {
        List<Meter> meters = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            meters.add(FunctionCounter.builder("bankfeed.scores", board, one -> one.count(name, outcome))
                    .description("Scores received, by detector and outcome")
                    .tag(DETECTOR, name)
                    .tag("outcome", outcome.wireName())
                    .register(registry));
        }
        meters.add(gauge(
                "bankfeed.detector.precision",
                "The share of fraud among the alerts at a threshold of 0.5",
                name,
                figures -> figures.figures().atThreshold().precision()));
        meters.add(gauge(
                "bankfeed.detector.recall",
                "The share of fraud that is found at a threshold of 0.5",
                name,
                figures -> figures.figures().atThreshold().recall()));
        meters.add(gauge(
                "bankfeed.detector.pr.auc",
                "The area under the precision-recall curve",
                name,
                figures -> figures.figures().prAuc()));
        meters.add(gauge(
                "bankfeed.detector.pending", "Transactions that wait for their label or their score", name, figures ->
                        (double) figures.pending()));
        return meters;
    }

    private Gauge gauge(
            String metric, String description, String name, Function<DetectorFigures, @Nullable Double> figure) {
        return Gauge.builder(metric, () -> value(name, figure))
                .description(description)
                .tag(DETECTOR, name)
                .register(registry);
    }

    private double value(String name, Function<DetectorFigures, @Nullable Double> figure) {
        for (DetectorFigures one : latest.get().detectors()) {
            if (one.detector().equals(name)) {
                Double value = figure.apply(one);
                return value == null ? Double.NaN : value;
            }
        }
        return Double.NaN;
    }
}
