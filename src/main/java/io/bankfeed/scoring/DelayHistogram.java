package io.bankfeed.scoring;

import org.jspecify.annotations.Nullable;

/** Delays from a microsecond to a day, exact to 1 %. Not thread-safe. */
final class DelayHistogram {

    private static final double BINS_PER_E = 50;
    private static final int BINS = 1300;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;

    private final long[] counts;
    private long total;

    DelayHistogram() {
        this(new long[BINS], 0);
    }

    private DelayHistogram(long[] counts, long total) {
        this.counts = counts;
        this.total = total;
    }

    void add(long nanos) {
        double bin = Math.log(Math.max(1, nanos / NANOS_PER_MICRO)) * BINS_PER_E;
        counts[(int) Math.min(BINS - 1, bin)]++;
        total++;
    }

    DelayHistogram copy() {
        return new DelayHistogram(counts.clone(), total);
    }

    /**
     * A quantile in seconds, null without delays.
     *
     * @param share the share of delays that are not longer, over 0 and at most 1
     */
    @Nullable
    Double seconds(double share) {
        long left = (long) Math.ceil(share * total);
        for (int i = 0; i < BINS && total > 0; i++) {
            left -= counts[i];
            if (left <= 0) {
                return Math.exp((i + 0.5) / BINS_PER_E) / MICROS_PER_SECOND;
            }
        }
        return null;
    }
}
