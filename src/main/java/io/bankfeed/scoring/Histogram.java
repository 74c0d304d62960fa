package io.bankfeed.scoring;

import org.jspecify.annotations.Nullable;

/**
 * How many transactions are in each of 65,536 bins. A bin counts up to 2³² - 1. Segments are allocated when they are
 * first used, so that it takes up to 256 KiB. Not thread-safe.
 */
final class Histogram {

    static final int BINS = 1 << 16;
    static final int BYTES = BINS * Integer.BYTES;

    static final int BINS_PER_SEGMENT = 256;
    static final int SEGMENTS = BINS / BINS_PER_SEGMENT;

    private final int[] @Nullable [] segments = new int[SEGMENTS][];
    private final long[] segmentTotals = new long[SEGMENTS];
    private long total;

    void add(int bin) {
        add(bin, 1);
    }

    void add(int bin, long count) {
        int[] segment = segments[bin / BINS_PER_SEGMENT];
        if (segment == null) {
            segment = new int[BINS_PER_SEGMENT];
            segments[bin / BINS_PER_SEGMENT] = segment;
        }
        segment[bin % BINS_PER_SEGMENT] += (int) count;
        segmentTotals[bin / BINS_PER_SEGMENT] += count;
        total += count;
    }

    void addAll(Histogram other) {
        for (int i = 0; i < SEGMENTS; i++) {
            segmentTotals[i] += other.segmentTotals[i];
            int[] added = other.segments[i];
            if (added != null) {
                int[] segment = segments[i];
                if (segment == null) {
                    segments[i] = added.clone();
                } else {
                    for (int j = 0; j < BINS_PER_SEGMENT; j++) {
                        segment[j] += added[j];
                    }
                }
            }
        }
        total += other.total;
    }

    Histogram copy() {
        Histogram copy = new Histogram();
        copy.addAll(this);
        return copy;
    }

    /** The number of transactions in all bins. */
    long total() {
        return total;
    }

    /** The number of transactions in a bin and those above it. */
    long from(int bin) {
        if (bin >= BINS) {
            return 0;
        }
        int first = bin / BINS_PER_SEGMENT;
        long sum = 0;
        for (int segment = first + 1; segment < SEGMENTS; segment++) {
            sum += segmentTotals[segment];
        }
        for (int one = bin; one < (first + 1) * BINS_PER_SEGMENT; one++) {
            sum += count(one);
        }
        return sum;
    }

    /** The number of transactions in the bins of a segment. */
    long segmentTotal(int segment) {
        return segmentTotals[segment];
    }

    long count(int bin) {
        int[] segment = segments[bin / BINS_PER_SEGMENT];
        return segment == null ? 0 : Integer.toUnsignedLong(segment[bin % BINS_PER_SEGMENT]);
    }
}
