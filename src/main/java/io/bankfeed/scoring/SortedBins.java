package io.bankfeed.scoring;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bins of a {@link Histogram} that are in use, in ascending order. Immutable. All bins are named by the first of
 * those that were joined.
 */
final class SortedBins {

    private final int shift;
    private final int size;
    private final int[] bins;

    /** The transactions in each bin and those above it, and 0 at the end. */
    private final long[] from;

    /** For each bin, the place of it or of the next one in use; null if there are few, which are searched. */
    private final int @Nullable [] places;

    private SortedBins(int shift, int[] bins, long[] from, int @Nullable [] places) {
        this.shift = shift;
        this.size = from.length - 1;
        this.bins = bins;
        this.from = from;
        this.places = places;
    }

    /**
     * Of few bins.
     *
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
                Arrays.copyOfRange(from, first, entries.length + 1),
                null);
    }

    /** @param counts of each bin, in ascending order */
    static SortedBins of(int[] counts, int shift) {
        int size = 0;
        for (int count : counts) {
            size += count != 0 ? 1 : 0;
        }
        int[] bins = new int[size + 1];
        long[] from = new long[size + 1];
        int[] places = new int[counts.length];
        int place = size;
        int lowest = 0;
        long above = 0;
        // Without branches, which no processor could predict.
        for (int bin = counts.length - 1; bin >= 0; bin--) {
            int used = counts[bin] != 0 ? 1 : 0;
            place -= used;
            lowest = used != 0 ? bin : lowest;
            above += Integer.toUnsignedLong(counts[bin]);
            bins[place] = lowest;
            from[place] = above;
            places[bin] = place;
        }
        return new SortedBins(shift, bins, from, places);
    }

    int shift() {
        return shift;
    }

    /** How many bins there are. */
    int size() {
        return size;
    }

    int bin(int place) {
        return bins[place] << shift;
    }

    long count(int place) {
        return from[place] - from[place + 1];
    }

    /** The number of transactions in the bin at a place and those above it. */
    long fromPlace(int place) {
        return from[place];
    }

    /** The number of transactions in all bins. */
    long total() {
        return from[0];
    }

    /** The number of transactions in a bin and those above it. */
    long from(int bin) {
        return from[placeOf(bin >>> shift)];
    }

    /** The number of transactions in the bins above one. */
    long above(int bin) {
        return from[placeOf((bin >>> shift) + 1)];
    }

    private int placeOf(int shortened) {
        if (places != null) {
            return shortened < places.length ? places[shortened] : size;
        }
        int place = Arrays.binarySearch(bins, 0, size, shortened);
        return place < 0 ? -place - 1 : place;
    }
}
