package io.bankfeed.core.random;

import java.util.Arrays;

/** Pearson's chi-square statistic, transformed to a standard normal variable. */
public final class ChiSquare {

    private ChiSquare() {}

    /**
     * The deviation of counts from a uniform distribution. It is approximately standard normal if they are uniform
     * (Wilson and Hilferty, "The distribution of chi-square", 1931), well over 4 if they are not, and under -4 if they
     * are too even.
     */
    static double deviationFromUniform(int[] counts) {
        double[] shares = new double[counts.length];
        Arrays.fill(shares, 1.0 / counts.length);
        return deviationFrom(shares, counts);
    }

    /** The deviation of counts from the given shares, like {@link #deviationFromUniform}. */
    public static double deviationFrom(double[] shares, int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = shares[i] * total;
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        double degrees = counts.length - 1;
        double variance = 2 / (9 * degrees);
        return (Math.cbrt(sum / degrees) - (1 - variance)) / Math.sqrt(variance);
    }
}
