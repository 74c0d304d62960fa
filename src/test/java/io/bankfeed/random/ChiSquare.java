package io.bankfeed.random;

/** Pearson's chi-square statistic, as a distance from what is expected in standard deviations of a normal variable. */
final class ChiSquare {

    private ChiSquare() {}

    /**
     * How far counts are from being equal: about standard normal if all are alike, by the cube root of Wilson and
     * Hilferty ("The distribution of chi-square", 1931); far over 4 if they are not, under -4 if they are too even.
     */
    static double deviationFromUniform(int[] counts) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        double expected = (double) total / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        double degrees = counts.length - 1;
        double variance = 2 / (9 * degrees);
        return (Math.cbrt(sum / degrees) - (1 - variance)) / Math.sqrt(variance);
    }
}
