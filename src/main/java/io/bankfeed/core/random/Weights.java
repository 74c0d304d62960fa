package io.bankfeed.core.random;

import java.util.Arrays;

/** A discrete distribution of the indexes from 0, given by weights. Immutable and thread-safe. */
public final class Weights {

    private final double[] cumulative;

    private Weights(double[] cumulative) {
        this.cumulative = cumulative;
    }

    /**
     * Creates a distribution in proportion to the weights.
     *
     * @param weights one for each index, at least 0, with a positive and finite sum
     * @throws IllegalArgumentException if a weight is negative or not finite, or if the sum is zero or not finite
     */
    public static Weights of(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A weight must be a number of at least 0, but was " + weight);
            }
            sum += weight;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException(
                    "At least one of the weights must be over 0, but they were " + Arrays.toString(weights));
        }
        if (sum == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "The sum of the weights must be finite, but they were " + Arrays.toString(weights));
        }
        double[] cumulative = new double[weights.length];
        double running = 0;
        for (int i = 0; i < weights.length; i++) {
            running += weights[i];
            cumulative[i] = running / sum;
        }
        return new Weights(cumulative);
    }

    /** The probability of an index. */
    public double share(int index) {
        return cumulative[index] - (index == 0 ? 0 : cumulative[index - 1]);
    }

    /** Draws an index. */
    public int draw(KeyedRandom random) {
        double unit = random.unit();
        int index = 0;
        while (index < cumulative.length - 1 && unit >= cumulative[index]) {
            index++;
        }
        return index;
    }
}
