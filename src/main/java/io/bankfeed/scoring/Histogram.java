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
        total += count;
    }

    void addAll(Histogram other) {
        for (int i = 0; i < SEGMENTS; i++) {
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
        long sum = 0;
        for (int i = SEGMENTS - 1; i >= bin / BINS_PER_SEGMENT; i--) {
            if (hasSegment(i)) {
                for (int j = BINS_PER_SEGMENT - 1; j >= 0 && i * BINS_PER_SEGMENT + j >= bin; j--) {
                    sum += count(i * BINS_PER_SEGMENT + j);
                }
            }
        }
        return sum;
    }

    /** Whether a segment of bins was ever used. */
    boolean hasSegment(int segment) {
        return segments[segment] != null;
    }

    long count(int bin) {
        int[] segment = segments[bin / BINS_PER_SEGMENT];
        return segment == null ? 0 : Integer.toUnsignedLong(segment[bin % BINS_PER_SEGMENT]);
    }
}
