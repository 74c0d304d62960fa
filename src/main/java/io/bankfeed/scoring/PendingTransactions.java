package io.bankfeed.scoring;

import io.bankfeed.core.transaction.ScenarioStep;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the latest transactions while their scores and labels are awaited, in a ring by their numbers. Not
 * thread-safe.
 */
final class PendingTransactions {

    /** Three longs: when it was made by both clocks, and the rest; a reference to its step in a scenario. */
    static final int BYTES_PER_SLOT = 3 * Long.BYTES + Integer.BYTES;

    static final int SLOTS_PER_SEGMENT = 16_384;

    private static final int LONGS_PER_SLOT = 3;
    private static final int AMOUNT_SHIFT = 16;
    private static final int LABEL_SHIFT = 8;
    private static final int RECORDED = 1;
    private static final int MADE = 2;
    private static final int SIGNALS = 4;
    private static final long MAX_AMOUNT = (1L << 47) - 1;

    private final int capacity;
    private final long[] @Nullable [] segments;
    private final @Nullable ScenarioStep[] @Nullable [] steps;
    private long newest;
    private long oldest = 1;

    PendingTransactions(int capacity) {
        this.capacity = capacity;
        int count = (capacity + SLOTS_PER_SEGMENT - 1) / SLOTS_PER_SEGMENT;
        segments = new long[count][];
        steps = new ScenarioStep[count][];
    }

    /** The highest number recorded, 0 before the first. */
    long newest() {
        return newest;
    }

    /** The lowest number retained, at least 1. */
    long oldest() {
        return oldest;
    }

    int capacity() {
        return capacity;
    }

    /** Whether the next number takes the place of the oldest. */
    boolean isFull() {
        return newest - oldest + 1 == capacity;
    }

    /** Makes room for the next number. Evicts the oldest if there is none. */
    void advance() {
        newest++;
        if (newest - oldest == capacity) {
            oldest++;
        }
        int slot = slotOf(newest);
        segment(slot)[indexOf(slot) + 2] = 0;
        @Nullable ScenarioStep[] known = steps[slot / SLOTS_PER_SEGMENT];
        if (known != null) {
            known[slot % SLOTS_PER_SEGMENT] = null;
        }
    }

    /**
     * Records a transaction that is retained.
     *
     * @param madeMicros when it was made, by the bank's clock
     * @param madeNanos when it was made, by the monotonic clock
     * @param label the index of its label, at least 0
     * @param signals whether it shows the documented signals
     */
    void put(
            long number,
            long madeMicros,
            long madeNanos,
            long amountVnd,
            int label,
            boolean signals,
            @Nullable ScenarioStep step) {
        int slot = slotOf(number);
        long[] segment = segment(slot);
        int index = indexOf(slot);
        segment[index] = madeMicros;
        segment[index + 1] = madeNanos;
        segment[index + 2] = Math.min(amountVnd, MAX_AMOUNT) << AMOUNT_SHIFT
                | (long) label << LABEL_SHIFT
                | (signals ? SIGNALS : 0)
                | MADE
                | RECORDED;
        if (step != null) {
            @Nullable ScenarioStep[] known = steps[slot / SLOTS_PER_SEGMENT];
            if (known == null) {
                known = new @Nullable ScenarioStep[SLOTS_PER_SEGMENT];
                steps[slot / SLOTS_PER_SEGMENT] = known;
            }
            known[slot % SLOTS_PER_SEGMENT] = step;
        }
    }

    /** Records that a transaction could not be generated. */
    void putNotMade(long number) {
        int slot = slotOf(number);
        segment(slot)[indexOf(slot) + 2] = RECORDED;
    }

    /** Whether a retained number was recorded, even if it was not made. */
    boolean isRecorded(long number) {
        return (rest(number) & RECORDED) != 0;
    }

    boolean isMade(long number) {
        return (rest(number) & MADE) != 0;
    }

    long madeMicros(long number) {
        int slot = slotOf(number);
        return segment(slot)[indexOf(slot)];
    }

    long madeNanos(long number) {
        int slot = slotOf(number);
        return segment(slot)[indexOf(slot) + 1];
    }

    long amountVnd(long number) {
        return rest(number) >>> AMOUNT_SHIFT;
    }

    int label(long number) {
        return (int) (rest(number) >> LABEL_SHIFT) & 0xff;
    }

    boolean hasSignals(long number) {
        return (rest(number) & SIGNALS) != 0;
    }

    @Nullable
    ScenarioStep step(long number) {
        int slot = slotOf(number);
        @Nullable ScenarioStep[] known = steps[slot / SLOTS_PER_SEGMENT];
        return known == null ? null : known[slot % SLOTS_PER_SEGMENT];
    }

    private long rest(long number) {
        int slot = slotOf(number);
        return segment(slot)[indexOf(slot) + 2];
    }

    private int slotOf(long number) {
        return (int) (number % capacity);
    }

    private static int indexOf(int slot) {
        return LONGS_PER_SLOT * (slot % SLOTS_PER_SEGMENT);
    }

    private long[] segment(int slot) {
        long[] segment = segments[slot / SLOTS_PER_SEGMENT];
        if (segment == null) {
            segment = new long[LONGS_PER_SLOT * SLOTS_PER_SEGMENT];
            segments[slot / SLOTS_PER_SEGMENT] = segment;
        }
        return segment;
    }
}
