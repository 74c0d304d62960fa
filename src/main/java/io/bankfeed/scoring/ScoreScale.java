package io.bankfeed.scoring;

/**
 * Maps scores and amounts to the bins of a {@link Histogram}, in ascending order. Only 0 is in the first bin, and only 1
 * in the last. From 0.01 to 0.99, bins are 1/32,000 wide; below, 0.2 % of the score; above, 0.15 % of the distance from
 * 1, where the scores of a confident detector crowd. Each multiple of 0.001, and each power of ten, begins a bin, so that
 * thresholds of that kind are exact.
 */
final class ScoreScale {

    static final int LOWEST = 0;
    static final int HIGHEST = Histogram.BINS - 1;

    private static final double EDGE = 0.01;
    private static final double BINS_PER_UNIT = 32_000;

    /** Scores below 1e-12 share a bin. */
    private static final int SMALLEST_EXPONENT = -12;

    private static final int LOW_BINS_PER_DECADE = 1220;
    private static final int LOW_BINS = (-2 - SMALLEST_EXPONENT) * LOW_BINS_PER_DECADE;

    /** No other number of type double is nearer to 1. */
    private static final int SMALLEST_EXPONENT_FROM_ONE = -16;

    private static final int HIGH_BINS_PER_DECADE = 1569;
    private static final int HIGH_BINS = (-2 - SMALLEST_EXPONENT_FROM_ONE) * HIGH_BINS_PER_DECADE;

    /** Keeps numbers that rounding has moved below the beginning of their bin. */
    private static final double ROUNDING = 1e-6;

    /** More than any amount of the bank. Amounts that are further apart than 0.05 % are in different bins. */
    private static final double MAX_LOG2_AMOUNT = 40;

    private static final double LN_2 = Math.log(2);
    private static final int BISECTIONS = 64;
    private static final int MAX_DIGITS = 15;

    private ScoreScale() {}

    /** The bin of a score from 0 to 1. */
    static int binOf(double score) {
        if (score <= 0) {
            return LOWEST;
        }
        if (score >= 1) {
            return HIGHEST;
        }
        if (score < EDGE) {
            double place = (Math.log10(score) - SMALLEST_EXPONENT) * LOW_BINS_PER_DECADE;
            return 1 + (int) Math.max(0, Math.min(LOW_BINS - 1, Math.floor(place + ROUNDING)));
        }
        if (score >= 1 - EDGE) {
            double place = (Math.log10(1 - score) - SMALLEST_EXPONENT_FROM_ONE) * HIGH_BINS_PER_DECADE;
            return HIGHEST - (int) Math.max(1, Math.min(HIGH_BINS, Math.ceil(place - ROUNDING)));
        }
        return 1 + LOW_BINS + (int) (score * BINS_PER_UNIT + ROUNDING) - (int) (EDGE * BINS_PER_UNIT);
    }

    /** The score of a transaction whose amount is the score: its logarithm to the base 2, divided by 40. */
    static double scoreOfAmount(long amountVnd) {
        return Math.min(1, Math.log((double) Math.max(1, amountVnd)) / LN_2 / MAX_LOG2_AMOUNT);
    }

    /** The bin of an amount in whole dong, even over the logarithm. */
    static int binOfAmount(long amountVnd) {
        return (int) (scoreOfAmount(amountVnd) * HIGHEST);
    }

    /** The shortest decimal number in a bin. */
    static double shortestIn(int bin) {
        double below = 0;
        double lowest = 1;
        for (int i = 0; i < BISECTIONS && bin > LOWEST; i++) {
            double middle = (below + lowest) / 2;
            if (binOf(middle) < bin) {
                below = middle;
            } else {
                lowest = middle;
            }
        }
        double power = 1;
        for (int digits = 0; digits <= MAX_DIGITS && bin > LOWEST; digits++) {
            double rounded = Math.ceil(lowest * power) / power;
            if (rounded <= 1 && binOf(rounded) == bin) {
                return rounded;
            }
            power *= 10;
        }
        return bin == LOWEST ? 0 : lowest;
    }
}
