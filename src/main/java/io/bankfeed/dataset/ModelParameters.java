package io.bankfeed.dataset;

import io.bankfeed.core.scenario.Drift;
import io.bankfeed.core.scenario.Drifts;
import io.bankfeed.core.scenario.Scenario;
import io.bankfeed.core.scenario.Scenarios;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.QueryParameters;
import io.bankfeed.settings.Difficulty;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query parameters that say how the fraud is modelled. */
final class ModelParameters {

    static final String DIFFICULTY = "difficulty";
    static final String SCENARIO_WEIGHTS = "scenario_weights";
    static final String DRIFT = "drift";

    private static final List<String> SCENARIOS =
            Scenarios.ALL.stream().map(Scenario::name).toList();
    private static final String DRIFTS =
            Arrays.stream(Drift.values()).map(Drift::wireName).collect(Collectors.joining(", "));

    /** Before any day. */
    private static final long NO_DAY = Long.MIN_VALUE;

    private ModelParameters() {}

    /**
     * Reads the other parameters, and records invalid values.
     *
     * @param live the defaults
     * @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z
     */
    static FraudModel read(QueryParameters parameters, double difficulty, FraudModel live, long startMicros) {
        if (difficulty == 0) {
            requireDifficulty(parameters, SCENARIO_WEIGHTS);
            requireDifficulty(parameters, DRIFT);
        }
        Map<String, Double> weights = WeightParameters.read(parameters, SCENARIO_WEIGHTS, "scenarios", SCENARIOS);
        FraudModel model = new FraudModel(
                difficulty, weights.isEmpty() ? live.scenarioWeights() : weights, drifts(parameters, startMicros));
        if (!weights.isEmpty() && !hasAllTypes(weights)) {
            parameters.reject(
                    SCENARIO_WEIGHTS,
                    "must leave at least one scenario of each fraud type above 0; to leave out a type, use "
                            + DatasetSpec.FRAUD_WEIGHTS,
                    parameters.text(SCENARIO_WEIGHTS));
        }
        return model;
    }

    private static void requireDifficulty(QueryParameters parameters, String name) {
        if (parameters.text(name) != null) {
            parameters.reject(name, "requires a difficulty over 0", null);
        }
    }

    /** Adds the parameters to those of a request. */
    static void write(FraudModel model, Map<String, String> parameters) {
        parameters.put(DIFFICULTY, ProblemText.plain(model.difficulty()));
        if (!model.isTextbook() && !model.scenarioWeights().isEmpty()) {
            parameters.put(SCENARIO_WEIGHTS, WeightParameters.text(model.scenarioWeights()));
        }
        if (!model.isTextbook() && !model.drifts().days().isEmpty()) {
            parameters.put(DRIFT, text(model.drifts()));
        }
    }

    /** The difficulty, which has to be known before the start. */
    static double difficulty(QueryParameters parameters, double live) {
        String text = parameters.text(DIFFICULTY);
        if (text == null) {
            return live;
        }
        try {
            return Difficulty.parse(text);
        } catch (IllegalArgumentException e) {
            parameters.reject(DIFFICULTY, Difficulty.EXPECTED, text);
            return live;
        }
    }

    private static boolean hasAllTypes(Map<String, Double> weights) {
        return Scenarios.ALL.stream()
                .collect(Collectors.groupingBy(
                        Scenario::fraudType,
                        Collectors.summingDouble(one -> weights.getOrDefault(one.name(), one.defaultWeight()))))
                .values()
                .stream()
                .allMatch(sum -> sum > 0 && sum < Double.POSITIVE_INFINITY);
    }

    private static Drifts drifts(QueryParameters parameters, long startMicros) {
        Map<Drift, Long> days = new EnumMap<>(Drift.class);
        String text = parameters.text(DRIFT);
        if (text == null) {
            return Drifts.NONE;
        }
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            Optional<Drift> drift = Drift.of(pair.substring(colon + 1));
            long day = colon < 0 ? NO_DAY : day(pair.substring(0, colon));
            if (drift.isEmpty() || day < BankTime.dayOf(startMicros) || days.put(drift.get(), day) != null) {
                parameters.reject(
                        DRIFT,
                        "must be dates, not before the start, each with a change, and each change once, such as"
                                + " 2026-02-01:takeover-remote; the changes are " + DRIFTS,
                        pair);
                return Drifts.NONE;
            }
        }
        return new Drifts(days);
    }

    private static String text(Drifts drifts) {
        return drifts.days().entrySet().stream()
                .map(drift -> LocalDate.ofEpochDay(drift.getValue()) + ":"
                        + drift.getKey().wireName())
                .collect(Collectors.joining(","));
    }

    private static long day(String text) {
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? BankTime.dayOf(BankTime.parse(text)) : NO_DAY;
        } catch (IllegalArgumentException e) {
            return NO_DAY;
        }
    }
}
