package io.bankfeed.core.parquet;

import java.util.Arrays;

/** The distinct values of a column, in the order in which they were first added: an open hash table. Not thread-safe. */
final class Dictionary {

    /** The indexes fit into 16 bits. */
    static final int MAX_SIZE = 1 << Character.SIZE;

    static final int FULL = -1;

    /** From the golden ratio, which spreads consecutive values. */
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private static final int MIN_SLOTS_BITS = 6;

    private long[] values = new long[1 << (MIN_SLOTS_BITS - 1)];

    /** The index of a value plus 1, or 0 in an empty slot. At least half of them are empty. */
    private int[] slots = new int[1 << MIN_SLOTS_BITS];

    private int shift = Long.SIZE - MIN_SLOTS_BITS;
    private int size;

    /** The index of a value, which is added if it is new, or {@link #FULL} if there is no space for it. */
    int indexOf(long value) {
        int slot = slot(value);
        int found = slots[slot];
        return found > 0 ? found - 1 : add(value, slot);
    }

    /** The values, of which the first {@link #size} are in use. */
    long[] values() {
        return values;
    }

    int size() {
        return size;
    }

    /** Removes all values and keeps the capacity. */
    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    /** The slot that has a value, or the empty slot for it. */
    private int slot(long value) {
        int slot = (int) ((value * MULTIPLIER) >>> shift);
        while (slots[slot] > 0 && values[slots[slot] - 1] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int add(long value, int slot) {
        if (size == MAX_SIZE) {
            return FULL;
        }
        int free = slot;
        if (size == values.length) {
            grow();
            free = slot(value);
        }
        values[size] = value;
        slots[free] = ++size;
        return size - 1;
    }

    private void grow() {
        values = Arrays.copyOf(values, size * 2);
        slots = new int[slots.length * 2];
        shift--;
        for (int i = 0; i < size; i++) {
            slots[slot(values[i])] = i + 1;
        }
    }
}
