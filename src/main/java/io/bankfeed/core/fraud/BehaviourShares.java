package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.DailyRhythm;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.Weights;
import java.util.List;
import java.util.Map;

/**
 * How often each behaviour occurs: index 0 is normal behaviour, and the fraud patterns follow from index 1. Immutable
 * and thread-safe.
 */
final class BehaviourShares {

    private final List<FraudPattern> patterns;
    private final Weights weights;

    /** The parameters are those of {@link LiveSampler#LiveSampler}. */
    BehaviourShares(List<FraudPattern> patterns, Map<String, Double> weights) {
        this.patterns = List.copyOf(patterns);
        this.weights = weightsOf(patterns, weights);
    }

    /** Draws a behaviour without regard to the hour. */
    int draw(KeyedRandom random, double fraudRate) {
        return random.chance(fraudRate) ? weights.draw(random) + 1 : 0;
    }

    /**
     * P(c) / r(hours of c) for each behaviour c that occurs in an hour, and 0 for the others; see
     * {@link EventTimeSampler}.
     */
    double[] at(int hour, double fraudRate) {
        double[] shares = new double[patterns.size() + 1];
        for (int behaviour = 0; behaviour < shares.length; behaviour++) {
            Hours hours = hours(behaviour);
            shares[behaviour] = hours.contains(hour) ? share(behaviour, fraudRate) / DailyRhythm.shareOf(hours) : 0;
        }
        return shares;
    }

    /** The probability of a behaviour. */
    private double share(int behaviour, double fraudRate) {
        return behaviour == 0 ? 1 - fraudRate : fraudRate * weights.share(behaviour - 1);
    }

    /** The hours of the day in which a behaviour occurs. */
    private Hours hours(int behaviour) {
        return behaviour == 0 ? Hours.ALL : patterns.get(behaviour - 1).hours();
    }

    private static Weights weightsOf(List<FraudPattern> patterns, Map<String, Double> byName) {
        List<String> names = patterns.stream().map(FraudPattern::name).toList();
        for (String name : byName.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no fraud pattern \"" + name + "\"; the patterns are " + names);
            }
        }
        return Weights.of(patterns.stream()
                .mapToDouble(pattern -> byName.getOrDefault(pattern.name(), pattern.defaultWeight()))
                .toArray());
    }
}
