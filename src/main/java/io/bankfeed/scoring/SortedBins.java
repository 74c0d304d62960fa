package io.bankfeed.scoring;

import java.util.Arrays;

/**
 * The bins of a {@link Histogram} that are in use, in ascending order. Immutable. All bins are named by the first of
 * those that were joined.
 */
final class SortedBins {

    private final int shift;
    private final int[] bins;

    /** The transactions in each bin and those above it, and 0 at the end. */
    private final long[] from;

    private SortedBins(int shift, int[] bins, long[] from) {
        this.shift = shift;
        this.bins = bins;
        this.from = from;
    }

    /**
     * @param entries bins with their counts in the lower half, ascending; some may be equal
     * @param shift by how many bits they are shortened
     */
    static SortedBins of(long[] entries, int shift) {
        int[] bins = new int[entries.length];
        long[] from = new long[entries.length + 1];
        // From the end, where nothing is above.
        int first = entries.length;
        for (int i = entries.length - 1; i >= 0; i--) {
            int bin = (int) (entries[i] >>> Integer.SIZE);
            if (first == entries.length || bins[first] != bin) {
                first--;
                bins[first] = bin;
                from[first] = from[first + 1];
            }
            from[first] += Integer.toUnsignedLong((int) entries[i]);
        }
        return new SortedBins(
                shift,
                Arrays.copyOfRange(bins, first, entries.length),
                Arrays.copyOfRange(from, first, entries.length + 1));
    }

    int shift() {
        return shift;
    }

    /** How many bins there are. */
    int size() {
        return bins.length;
    }

    int bin(int place) {
        return bins[place] << shift;
    }

    long count(int place) {
        return from[place] - from[place + 1];
    }

    /** The number of transactions in all bins. */
    long total() {
        return from[0];
    }

    /** The number of transactions in a bin and those above it. */
    long from(int bin) {
        return from[placeOf(bin >>> shift)];
    }

    /** The number of transactions in a bin. */
    long in(int bin) {
        return from(bin) - from[placeOf((bin >>> shift) + 1)];
    }

    private int placeOf(int shortened) {
        int place = Arrays.binarySearch(bins, shortened);
        return place < 0 ? -place - 1 : place;
    }
}
