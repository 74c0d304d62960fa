package io.bankfeed.benchmark;

import java.util.Arrays;

/** Compares the times of two kinds of requests. */
final class TwoSamples {

    private final double[] ones;
    private final double[] others;

    TwoSamples(double[] ones, double[] others) {
        this.ones = ones.clone();
        this.others = others.clone();
        Arrays.sort(this.ones);
        Arrays.sort(this.others);
    }

    /** The probability that one of the ones is larger than one of the others, where equal ones count half. */
    double auc() {
        double wins = 0;
        int below = 0;
        int upTo = 0;
        for (double one : ones) {
            while (below < others.length && others[below] < one) {
                below++;
            }
            while (upTo < others.length && others[upTo] <= one) {
                upTo++;
            }
            wins += (below + upTo) / 2.0;
        }
        return wins / ones.length / others.length;
    }

    /** The standard error of the area if both samples are from the same distribution. */
    double standardError() {
        return Math.sqrt((ones.length + others.length + 1) / (12.0 * ones.length * others.length));
    }

    double quantileOfOnes(double share) {
        return quantile(ones, share);
    }

    double quantileOfOthers(double share) {
        return quantile(others, share);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1.0, share * sorted.length)];
    }
}
