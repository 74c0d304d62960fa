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

    /** So many bins are sorted faster than a counter for each bin is read. */
    private static final int FEW = 1 << 10;

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

    Histogram() {
        this(0);
    }

    /** @param shift by how many bits its bins are shortened from the beginning */
    Histogram(int shift) {
        this.shift = shift;
    }

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
        int slot = (bin * FIBONACCI) >>> (Integer.numberOfLeadingZeros(known.length) + 1);
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
        for (int[] known = bins; known != null && shift < other.shift; known = bins) {
            bins = rebuilt(known, known.length, 1);
        }
        int[] added = other.bins;
        for (int n = 0; n < other.counts.length; n++) {
            // In the order of its slots, all would go to the same end of a smaller table.
            int i = n * FIBONACCI & other.counts.length - 1;
            if (other.counts[i] != 0) {
                int bin = added == null ? i : added[i];
                add(bin << other.shift, Integer.toUnsignedLong(other.counts[i]));
            }
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
            known = sortedAnew(wanted);
            sorted = known;
        }
        return known;
    }

    private SortedBins sortedAnew(int wanted) {
        int[] known = bins;
        if (known == null) {
            return SortedBins.of(counts, wanted);
        }
        if (wanted == MAX_SHIFT && used > FEW) {
            int[] all = new int[BINS >>> MAX_SHIFT];
            for (int i = 0; i < known.length; i++) {
                if (known[i] != EMPTY) {
                    all[known[i] >>> (MAX_SHIFT - shift)] += counts[i];
                }
            }
            return SortedBins.of(all, wanted);
        }
        long[] entries = new long[used];
        int size = 0;
        for (int i = 0; i < known.length; i++) {
            if (known[i] != EMPTY) {
                entries[size++] = ((long) (known[i] >>> (wanted - shift)) << Integer.SIZE) | (counts[i] & UNSIGNED);
            }
        }
        Arrays.sort(entries);
        return SortedBins.of(entries, wanted);
    }
}
