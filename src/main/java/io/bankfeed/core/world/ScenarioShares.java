package io.bankfeed.core.world;

import io.bankfeed.core.scenario.Scenario;
import io.bankfeed.core.scenario.ScenarioSeries;
import io.bankfeed.core.scenario.Scenarios;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The shares of the scenarios and of honest customers in all transactions of a world. Immutable and thread-safe. */
final class ScenarioShares {

    private final Map<Scenario, Double> fraudRows = new LinkedHashMap<>();
    private final boolean prepared;
    private final double honestRows;

    /** @throws IllegalArgumentException if a weight has an unknown name or is out of range */
    ScenarioShares(WorldSpec spec) {
        checkNames("fraud type", spec.fraudWeights(), Scenario::fraudType);
        checkNames("scenario", spec.scenarioWeights(), Scenario::name);
        double sum = 0;
        // In a fixed order, since the sum of doubles depends on it.
        for (String type :
                Scenarios.ALL.stream().map(Scenario::fraudType).distinct().toList()) {
            sum += checked(spec.fraudWeights().getOrDefault(type, 0.0));
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("At least one of the weights of the fraud types must be over 0");
        }
        double preparations = 0;
        for (Scenario scenario : Scenarios.ALL) {
            double ofType = spec.fraudWeights().getOrDefault(scenario.fraudType(), 0.0) / sum;
            double share = ofType > 0 ? spec.fraudRate() * ofType * shareOfType(scenario, spec) : 0;
            fraudRows.put(scenario, share);
            preparations += share * scenario.preparations() / ScenarioSeries.meanRows(scenario, false);
        }
        double honest = 1 - spec.fraudRate();
        prepared = preparations <= honest / 2;
        honestRows = prepared ? honest - preparations : honest;
    }

    /** The share of a scenario's fraudulent transactions. */
    double fraudRows(Scenario scenario) {
        return fraudRows.getOrDefault(scenario, 0.0);
    }

    /** Whether scenarios have their honest preparations: not if almost everything is fraud. */
    boolean prepared() {
        return prepared;
    }

    /** The share of the transactions that belong to no scenario. */
    double honestRows() {
        return honestRows;
    }

    private static void checkNames(String what, Map<String, Double> weights, Function<Scenario, String> nameOf) {
        List<String> names = Scenarios.ALL.stream().map(nameOf).distinct().toList();
        for (String name : weights.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no " + what + " \"" + name + "\"; there are " + String.join(", ", names));
            }
        }
    }

    private static double shareOfType(Scenario scenario, WorldSpec spec) {
        List<Scenario> ofType = Scenarios.ALL.stream()
                .filter(other -> other.fraudType().equals(scenario.fraudType()))
                .toList();
        double sum = ofType.stream().mapToDouble(other -> weight(other, spec)).sum();
        if (!(sum > 0)) {
            throw new IllegalArgumentException(
                    "At least one of the weights of the scenarios of " + scenario.fraudType() + " must be over 0");
        }
        return weight(scenario, spec) / sum;
    }

    private static double weight(Scenario scenario, WorldSpec spec) {
        return checked(spec.scenarioWeights().getOrDefault(scenario.name(), scenario.defaultWeight()));
    }

    private static double checked(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A weight must be a number of at least 0, but was " + weight);
        }
        return weight;
    }
}
