package io.bankfeed.core.source;

import io.bankfeed.core.scenario.Drifts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the fraud of a bank is modelled. Immutable.
 *
 * @param difficulty how hard the fraud is to find, from 0 to 1; 0 is the textbook, whose transactions are drawn
 *     independently
 * @param scenarioWeights weights of scenarios by name, for those that do not use their default weight; without effect at
 *     difficulty 0
 * @param drifts what changes in how fraudsters work; without effect at difficulty 0
 */
public record FraudModel(double difficulty, Map<String, Double> scenarioWeights, Drifts drifts) {

    public static final FraudModel TEXTBOOK = of(0);

    public FraudModel {
        scenarioWeights = Collections.unmodifiableMap(new LinkedHashMap<>(scenarioWeights));
    }

    /** A model with the default weights and without drift. */
    public static FraudModel of(double difficulty) {
        return new FraudModel(difficulty, Map.of(), Drifts.NONE);
    }

    public boolean isTextbook() {
        return difficulty == 0;
    }
}
