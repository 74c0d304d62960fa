package io.bankfeed.spark;

import io.bankfeed.core.scenario.Drift;
import io.bankfeed.core.scenario.Drifts;
import io.bankfeed.core.scenario.Scenario;
import io.bankfeed.core.scenario.Scenarios;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.transaction.BankTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The options that say how the fraud is modelled. */
final class ModelOptions {

    static final String DIFFICULTY = "difficulty";
    static final String SCENARIO_WEIGHTS = "scenario_weights";
    static final String DRIFT = "drift";

    private static final Map<String, Double> DIFFICULTIES = Map.of("textbook", 0.0, "realistic", 0.5, "hard", 1.0);

    private static final List<String> SCENARIOS =
            Scenarios.ALL.stream().map(Scenario::name).toList();

    private ModelOptions() {}

    /** The difficulty, which has to be known before the start. */
    static double difficulty(Options options) {
        String text = options.has(DIFFICULTY) ? options.text(DIFFICULTY) : "textbook";
        double difficulty = text.matches("[0-9]{1,10}(\\.[0-9]{1,30})?")
                ? Double.parseDouble(text)
                : DIFFICULTIES.getOrDefault(text, Double.NaN);
        if (difficulty <= 1) {
            return difficulty;
        }
        options.reject(DIFFICULTY, "must be a number from 0 to 1, or textbook (0), realistic (0.5) or hard (1)");
        return 0;
    }

    /** @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z */
    static FraudModel read(Options options, double difficulty, long startMicros) {
        for (String name : List.of(SCENARIO_WEIGHTS, DRIFT)) {
            if (difficulty == 0 && options.has(name)) {
                options.reject(name, "requires a difficulty over 0");
            }
        }
        Map<String, Double> weights = options.weights(SCENARIO_WEIGHTS, SCENARIOS);
        if (!hasAllTypes(weights)) {
            options.reject(
                    SCENARIO_WEIGHTS,
                    "must leave at least one scenario of each fraud type above 0; to leave out a type, use"
                            + " fraud_weights");
        }
        return new FraudModel(difficulty, weights, drifts(options, BankTime.dayOf(startMicros)));
    }

    private static boolean hasAllTypes(Map<String, Double> weights) {
        return Scenarios.ALL.stream()
                .collect(Collectors.groupingBy(
                        Scenario::fraudType,
                        Collectors.summingDouble(one -> weights.getOrDefault(one.name(), one.defaultWeight()))))
                .values()
                .stream()
                .allMatch(sum -> sum > 0);
    }

    private static Drifts drifts(Options options, long firstDay) {
        Map<Drift, Long> days = new EnumMap<>(Drift.class);
        if (!options.has(DRIFT)) {
            return Drifts.NONE;
        }
        for (String pair : options.text(DRIFT).split(",", -1)) {
            int colon = pair.indexOf(':');
            Optional<Drift> drift = Drift.of(pair.substring(colon + 1));
            long day = colon < 0 ? Long.MIN_VALUE : day(pair.substring(0, colon));
            if (drift.isEmpty() || day < firstDay || days.put(drift.get(), day) != null) {
                options.reject(
                        DRIFT,
                        "must be dates, not before the start, each with a change, and each change once, such as"
                                + " 2026-02-01:takeover-remote; the changes are "
                                + Arrays.stream(Drift.values())
                                        .map(Drift::wireName)
                                        .collect(Collectors.joining(", ")));
                return Drifts.NONE;
            }
        }
        return new Drifts(days);
    }

    private static long day(String text) {
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? BankTime.dayOf(BankTime.parse(text)) : Long.MIN_VALUE;
        } catch (IllegalArgumentException e) {
            return Long.MIN_VALUE;
        }
    }
}
