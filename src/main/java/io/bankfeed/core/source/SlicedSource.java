package io.bankfeed.core.source;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.FrequencyCounter;

/**
 * The transactions of a {@link TransactionSource} for several threads. Each has a {@link Slice}, which takes some of the
 * transactions at a time. Thread-safe.
 */
public final class SlicedSource {

    private final int rowsOfSlice;
    private final long firstIndex;
    private final long endIndex;
    private final Sequence sequence;
    private final FrequencyCounter frequencies;
    private long slices;

    /**
     * A source at its first transaction. Nothing is drawn yet.
     *
     * @param offset the number of the bank's transactions before the first of all parts, at least 0
     * @param count the number of transactions of all parts, at least 0
     * @param payments whether transactions get their payments; nothing else depends on it
     * @param rowsOfSlice how many transactions a slice takes at a time, at least 1
     * @throws IllegalArgumentException if the parameters of the bank are out of range
     */
    public SlicedSource(EventTimeSpec spec, long offset, long count, Part part, boolean payments, int rowsOfSlice) {
        this.rowsOfSlice = rowsOfSlice;
        firstIndex = offset + part.rowsBefore(count);
        endIndex = firstIndex + part.rows(count);
        sequence = Sequence.of(spec, firstIndex, part, payments);
        frequencies = new Activity(spec.bank().accounts()).unlocked();
    }

    /** A slice for one thread. It is empty. */
    public synchronized Slice slice() {
        return new Slice(sequence, frequencies, firstIndex, rowsOfSlice);
    }

    /**
     * Gives a slice the next transactions. The slice may be used again and again.
     *
     * @return whether there were any
     */
    public synchronized boolean take(Slice slice) {
        if (firstIndex == endIndex || sequence.nextIndex() == endIndex) {
            return false;
        }
        long nextIndex = sequence.nextIndex();
        // A slice has transactions either before the first one or from there on, so that those of parts are aligned.
        long end = nextIndex < firstIndex ? firstIndex : endIndex;
        int count = (int) Math.min(rowsOfSlice, end - nextIndex);
        slice.take(count, slices++, nextIndex + count == endIndex);
        return true;
    }
}
