package io.bankfeed.core.world;

import io.bankfeed.core.scenario.Drifts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What determines a world. Immutable.
 *
 * @param seed determines the accounts, the times and all random numbers
 * @param accounts the number of accounts, 100 to 10,000,000
 * @param firstAccount the lowest account number
 * @param difficulty over 0 and at most 1
 * @param fraudRate the share of fraud, 0 to 1
 * @param fraudWeights the weights of all fraud types by name
 * @param scenarioWeights the weights of scenarios by name, for those that do not use their default weight; each is
 *     relative to the other scenarios of its fraud type
 * @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z
 * @param perSecond the average number of transactions per second over a month, positive
 * @param drifts what changes in how fraudsters work
 */
public record WorldSpec(
        long seed,
        int accounts,
        int firstAccount,
        double difficulty,
        double fraudRate,
        Map<String, Double> fraudWeights,
        Map<String, Double> scenarioWeights,
        long startMicros,
        double perSecond,
        Drifts drifts) {

    /** @throws IllegalArgumentException if the difficulty, the rate or the pace is out of range */
    public WorldSpec {
        if (!(difficulty > 0 && difficulty <= 1)) {
            throw new IllegalArgumentException(
                    "A world's difficulty must be over 0 and at most 1, but was " + difficulty);
        }
        if (!(fraudRate >= 0 && fraudRate <= 1)) {
            throw new IllegalArgumentException("A share of fraud must be from 0 to 1, but was " + fraudRate);
        }
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("A pace must be positive, but was " + perSecond);
        }
        fraudWeights = Collections.unmodifiableMap(new LinkedHashMap<>(fraudWeights));
        scenarioWeights = Collections.unmodifiableMap(new LinkedHashMap<>(scenarioWeights));
    }
}
