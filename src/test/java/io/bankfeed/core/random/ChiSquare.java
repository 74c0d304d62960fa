package io.bankfeed.core.random;

import java.util.Arrays;

/** Pearson's chi-square statistic, as a distance from what is expected in standard deviations of a normal variable. */
public final class ChiSquare {

    private ChiSquare() {}

    /**
     * How far counts are from being equal: about standard normal if all are alike, by the cube root of Wilson and
     * Hilferty ("The distribution of chi-square", 1931); far over 4 if they are not, under -4 if they are too even.
     */
    static double deviationFromUniform(int[] counts) {
        double[] shares = new double[counts.length];
        Arrays.fill(shares, 1.0 / counts.length);
        return deviationFrom(shares, counts);
    }

    /** How far counts are from having these shares, as {@link #deviationFromUniform} tells it. */
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
