package io.bankfeed.labels;

import io.bankfeed.generator.LabelDetail;
import org.jspecify.annotations.Nullable;

/**
 * The details of those labels that have any, in slots parallel to those of the labels. Not thread-safe.
 */
final class DetailStore {

    /** One detail for so many labels. With more, labels are evicted before there are as many as the capacity. */
    private static final int LABELS_PER_DETAIL = 8;

    /** A detail with its step. */
    private static final int BYTES_PER_DETAIL = 72;

    /** A reference, and the share of a detail. */
    static final int BYTES_PER_SLOT = Integer.BYTES + BYTES_PER_DETAIL / LABELS_PER_DETAIL;

    private static final int SLOTS_PER_SEGMENT = 16_384;

    private final int capacity;

    /** A segment is allocated when it is first used. */
    private final @Nullable LabelDetail[] @Nullable [] segments;

    private int size;

    /** @param capacity the number of slots */
    DetailStore(int capacity) {
        this.capacity = capacity;
        segments = new LabelDetail[(capacity + SLOTS_PER_SEGMENT - 1) / SLOTS_PER_SEGMENT][];
    }

    /** Whether there are more than memory was planned for. */
    boolean isOverfull() {
        return size > capacity / LABELS_PER_DETAIL;
    }

    void put(long number, LabelDetail detail) {
        int slot = slotOf(number);
        @Nullable LabelDetail[] segment = segments[slot / SLOTS_PER_SEGMENT];
        if (segment == null) {
            int first = slot / SLOTS_PER_SEGMENT * SLOTS_PER_SEGMENT;
            segment = new @Nullable LabelDetail[Math.min(SLOTS_PER_SEGMENT, capacity - first)];
            segments[slot / SLOTS_PER_SEGMENT] = segment;
        }
        size += segment[slot % SLOTS_PER_SEGMENT] == null ? 1 : 0;
        segment[slot % SLOTS_PER_SEGMENT] = detail;
    }

    @Nullable
    LabelDetail get(long number) {
        int slot = slotOf(number);
        @Nullable LabelDetail[] segment = segments[slot / SLOTS_PER_SEGMENT];
        return segment == null ? null : segment[slot % SLOTS_PER_SEGMENT];
    }

    void remove(long number) {
        int slot = slotOf(number);
        @Nullable LabelDetail[] segment = segments[slot / SLOTS_PER_SEGMENT];
        if (segment != null && segment[slot % SLOTS_PER_SEGMENT] != null) {
            segment[slot % SLOTS_PER_SEGMENT] = null;
            size--;
        }
    }

    private int slotOf(long number) {
        return (int) (number % capacity);
    }
}
