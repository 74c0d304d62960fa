package io.bankfeed.scoring;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many transactions are in each bin of the {@link ScoreScale}. As long as few bins are in use, it counts each; when
 * there are more than {@value #MAX_SPARSE}, it joins neighbours, down to 65,536 bins in all. So scores that are close
 * together are told apart in memory that is constant: up to 256 KiB. A bin counts up to 2³² - 1. Not thread-safe.
 */
final class Histogram {

    /** By how many bits a bin can be shortened. */
    static final int MAX_SHIFT = 14;

    static final int BINS = 1 << 30;

    private static final int MAX_SPARSE = 1 << 14;
    private static final int MIN_SLOTS = 16;
    private static final int EMPTY = -1;
    private static final int FIBONACCI = 0x9E3779B9;
    private static final long UNSIGNED = 0xffff_ffffL;

    /** A hash table of bins, at most half full; null if there is a counter for each bin. */
    private int @Nullable [] bins = empty(MIN_SLOTS);

    private int[] counts = new int[MIN_SLOTS];
    private int used;
    private int shift;
    private long total;

    /** What was read since the last change. */
    private @Nullable SortedBins sorted;

    private static int[] empty(int slots) {
        int[] bins = new int[slots];
        Arrays.fill(bins, EMPTY);
        return bins;
    }

    void add(int bin) {
        add(bin, 1);
    }

    void add(int bin, long count) {
        sorted = null;
        total += count;
        int[] known = bins;
        while (known != null && 2 * used == known.length) {
            known = withRoom(known);
            bins = known;
        }
        if (known == null) {
            counts[bin >>> shift] += (int) count;
        } else {
            put(known, bin >>> shift, (int) count);
        }
    }

    private void put(int[] known, int bin, int count) {
        int slot = bin * FIBONACCI >>> Integer.numberOfLeadingZeros(known.length) + 1;
        while (known[slot] != bin && known[slot] != EMPTY) {
            slot = (slot + 1) % known.length;
        }
        used += known[slot] == EMPTY ? 1 : 0;
        known[slot] = bin;
        counts[slot] += count;
    }

    /** Doubles the table, or joins neighbours, or changes to a counter for each bin. */
    private int @Nullable [] withRoom(int[] known) {
        if (used < MAX_SPARSE) {
            return rebuilt(known, 2 * known.length, 0);
        }
        if (shift < MAX_SHIFT) {
            return rebuilt(known, known.length, 1);
        }
        int[] all = new int[BINS >>> MAX_SHIFT];
        for (int i = 0; i < known.length; i++) {
            if (known[i] != EMPTY) {
                all[known[i]] = counts[i];
            }
        }
        counts = all;
        return null;
    }

    private int[] rebuilt(int[] known, int slots, int shortenedBy) {
        int[] old = counts;
        int[] rebuilt = empty(slots);
        counts = new int[slots];
        used = 0;
        shift += shortenedBy;
        for (int i = 0; i < known.length; i++) {
            if (known[i] != EMPTY) {
                put(rebuilt, known[i] >>> shortenedBy, old[i]);
            }
        }
        return rebuilt;
    }

    void addAll(Histogram other) {
        SortedBins added = other.sorted(other.shift);
        for (int i = 0; i < added.size(); i++) {
            add(added.bin(i), added.count(i));
        }
        for (int[] known = bins; known != null && shift < other.shift; known = bins) {
            bins = rebuilt(known, known.length, 1);
        }
    }

    Histogram copy() {
        Histogram copy = new Histogram();
        copy.bins = bins == null ? null : bins.clone();
        copy.counts = counts.clone();
        copy.used = used;
        copy.shift = shift;
        copy.total = total;
        return copy;
    }

    /** The number of transactions in all bins. */
    long total() {
        return total;
    }

    /** By how many bits its bins are shortened. */
    int shift() {
        return shift;
    }

    /**
     * Its bins in ascending order.
     *
     * @param wanted by how many bits they are shortened, at least {@link #shift}
     */
    SortedBins sorted(int wanted) {
        SortedBins known = sorted;
        if (known == null || known.shift() != wanted) {
            known = SortedBins.of(entries(wanted - shift), wanted);
            sorted = known;
        }
        return known;
    }

    /** Bins with their counts in the lower half, ascending. */
    private long[] entries(int shortenedBy) {
        int[] known = bins;
        long[] entries = new long[counts.length];
        int size = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                long bin = (known == null ? i : known[i]) >>> shortenedBy;
                entries[size++] = bin << Integer.SIZE | counts[i] & UNSIGNED;
            }
        }
        long[] found = Arrays.copyOf(entries, size);
        if (known != null) {
            Arrays.sort(found);
        }
        return found;
    }
}
