package io.bankfeed.scoring;

/**
 * Maps scores and amounts to the bins of a {@link Histogram}, in ascending order. Only 0 is in the first bin, and only 1
 * in the last. The bins below are those of a histogram that has joined as many as it can, and each is 2¹⁴ bins at first:
 * from 0.01 to 0.99 they are 1/32,000 wide; below, 0.2 % of the score; above, 0.15 % of the distance from 1, where the
 * scores of a confident detector crowd. From 0.01 to 0.99 each multiple of 0.001 begins a bin, and so does each power of
 * ten, so that thresholds of that kind are exact.
 */
final class ScoreScale {

    static final int LOWEST = 0;

    /** The number of a joined bin is that of its first bin, shortened by this many bits. */
    private static final int JOINED = Histogram.MAX_SHIFT;

    private static final int HIGHEST_JOINED = (Histogram.BINS >>> JOINED) - 1;

    static final int HIGHEST = HIGHEST_JOINED << JOINED;

    private static final double EDGE = 0.01;
    private static final double BINS_PER_UNIT = 32_000;

    /** Smaller scores share the second joined bin. */
    private static final int SMALLEST_EXPONENT = -12;

    private static final int LEAST_EXPONENT_OF_A_DOUBLE = -324;

    private static final int FIRST_LOW_BIN = 2;
    private static final int LOW_BINS_PER_DECADE = 1220;
    private static final int LOW_BINS = (-2 - SMALLEST_EXPONENT) * LOW_BINS_PER_DECADE;

    /** No other number of type double is nearer to 1. */
    private static final int SMALLEST_EXPONENT_FROM_ONE = -16;

    private static final int HIGH_BINS_PER_DECADE = 1569;
    private static final int HIGH_BINS = (-2 - SMALLEST_EXPONENT_FROM_ONE) * HIGH_BINS_PER_DECADE;

    /** Keeps numbers that rounding has moved below the beginning of their joined bin. */
    private static final double ROUNDING = 1e-6;

    /** More than any amount of the bank. Amounts that are further apart than 0.05 % are in different bins. */
    private static final double MAX_LOG2_AMOUNT = 40;

    private static final double MILLIONTHS = 1e6;
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
            double place = (Math.log10(score) - SMALLEST_EXPONENT) * LOW_BINS_PER_DECADE + ROUNDING;
            return place < 0
                    ? bin(1
                            + (Math.log10(score) - LEAST_EXPONENT_OF_A_DOUBLE)
                                    / (SMALLEST_EXPONENT - LEAST_EXPONENT_OF_A_DOUBLE))
                    : Math.min(bin(FIRST_LOW_BIN + place), bin(FIRST_LOW_BIN + LOW_BINS) - 1);
        }
        if (score >= 1 - EDGE) {
            double place = (Math.log10(1 - score) - SMALLEST_EXPONENT_FROM_ONE) * HIGH_BINS_PER_DECADE - ROUNDING;
            // A bin includes the score where it begins, which is its largest distance from 1.
            return HIGHEST + bin(-Math.max(1, Math.min(HIGH_BINS, place)));
        }
        return bin(FIRST_LOW_BIN + LOW_BINS + (score - EDGE) * BINS_PER_UNIT + ROUNDING);
    }

    /** The bin at a place on the scale of joined bins. */
    private static int bin(double place) {
        return (int) Math.floor(place * (1 << JOINED));
    }

    /** The score of a transaction whose amount is the score: its logarithm to the base 2, divided by 40. */
    static double scoreOfAmount(long amountVnd) {
        return Math.min(1, Math.log((double) Math.max(1, amountVnd)) / LN_2 / MAX_LOG2_AMOUNT);
    }

    /** The bin of an amount in whole dong, a joined one, even over the logarithm. */
    static int binOfAmount(long amountVnd) {
        return (int) (scoreOfAmount(amountVnd) * HIGHEST_JOINED) << JOINED;
    }

    /** The bin from which amounts have at least a score. */
    static int binOfAmountScore(double score) {
        return (int) Math.ceil(score * HIGHEST_JOINED) << JOINED;
    }

    /** The lowest score of the amounts in a bin, to a millionth. */
    static double amountScoreOf(int bin) {
        return Math.ceil((bin >>> JOINED) * MILLIONTHS / HIGHEST_JOINED) / MILLIONTHS;
    }

    /**
     * The shortest decimal number in several bins.
     *
     * @param bin the first of them
     */
    static double shortestIn(int bin, int bins) {
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
            if (rounded <= 1 && binOf(rounded) < bin + bins) {
                return rounded;
            }
            power *= 10;
        }
        return bin == LOWEST ? 0 : lowest;
    }
}
