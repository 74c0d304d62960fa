package io.bankfeed.labels;

import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.TransactionListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the latest transactions, and which of them are known. Labels become known in the order of the
 * transactions' numbers: all labels up to the watermark are known, and none after it. It advances when labels are
 * recorded or looked up.
 *
 * <p>Thread-safe. All operations take one lock, and only for a bounded time: per recorded block, per
 * {@value #MAX_LOOKUPS_AT_ONCE} lookups, and per {@value #MAX_AT_ONCE} labels that become known.
 *
 * <p>Times are the bank's, in microseconds since 1970-01-01T00:00Z.
 */
final class LabelStore {

    /**
     * Two longs: the number with the label in its lowest byte; the time of the transaction or, once known, of the
     * label.
     */
    private static final int BYTES_PER_LABEL = 2 * Long.BYTES;

    static final int BYTES_PER_SLOT = BYTES_PER_LABEL + DetailStore.BYTES_PER_SLOT;

    private static final int SLOTS_PER_SEGMENT = 16_384;
    private static final int LABEL_BITS = 8;

    /** More than a block, so that labels that are due become known before they are evicted. */
    private static final int MAX_AT_ONCE = 16_384;

    private static final int MAX_LOOKUPS_AT_ONCE = 500;

    private final int capacity;

    /** Number n is at n modulo the capacity. A segment is allocated when it is first used. */
    private final long[] @Nullable [] segments;

    private final DetailStore details;

    private long delayMicros;

    /** When the delay last changed. No label that becomes known by the current delay was known earlier. */
    private long delayedSince = Long.MIN_VALUE;

    /** The highest number recorded. */
    private long newest;

    /** The lowest number retained. INVARIANT: watermark >= oldest - 1 >= newest - capacity. */
    private long oldest = 1;

    /** Every transaction up to this number is known, was never generated, or was evicted before it was known. */
    private long watermark;

    private long lastKnown;
    private long lastLabelledAt = Long.MIN_VALUE;
    private long held;
    private long knownHeld;
    private long evictedUnknown;

    LabelStore(int capacity, long delayMicros) {
        this.capacity = capacity;
        this.delayMicros = delayMicros;
        details = new DetailStore(capacity);
        segments = new long[(capacity + SLOTS_PER_SEGMENT - 1) / SLOTS_PER_SEGMENT][];
    }

    /** Records the labels of a block, as a {@link TransactionListener} receives them. */
    synchronized void record(
            long firstNumber, byte[] labels, @Nullable LabelDetail @Nullable [] blockDetails, long nowMicros) {
        // Labels that are due become known before they are evicted.
        advanceSome(nowMicros);
        for (int i = 0; i < labels.length; i++) {
            long number = firstNumber + i;
            makeRoomUpTo(number);
            boolean made = labels[i] != TransactionListener.NOT_GENERATED;
            if (number < oldest) {
                evictedUnknown += made ? 1 : 0;
                continue;
            }
            put(number, labels[i], nowMicros - (labels.length - 1 - i));
            held += made ? 1 : 0;
            LabelDetail detail = blockDetails == null ? null : blockDetails[i];
            if (made && detail != null) {
                details.put(number, detail);
            }
        }
        advanceSome(nowMicros);
        for (int i = 0; i < MAX_AT_ONCE && details.isOverfull(); i++) {
            evictOldest();
        }
    }

    /** Changes the delay of all labels that are not known yet. */
    void changeDelay(long changedDelayMicros, long nowMicros) {
        boolean changed;
        do {
            changed = changeDelayIfNothingIsDue(changedDelayMicros, nowMicros);
        } while (!changed);
        advance(nowMicros);
    }

    private synchronized boolean changeDelayIfNothingIsDue(long changedDelayMicros, long nowMicros) {
        if (!advanceSome(nowMicros)) {
            return false;
        }
        if (changedDelayMicros != delayMicros) {
            delayMicros = changedDelayMicros;
            delayedSince = nowMicros;
        }
        return true;
    }

    /** Advances the watermark over all labels that are due, releasing the lock in between. */
    void advance(long nowMicros) {
        boolean all;
        do {
            all = advanceSome(nowMicros);
        } while (!all);
    }

    /**
     * Advances the watermark over at most {@value #MAX_AT_ONCE} transactions.
     *
     * @return whether nothing else is due
     */
    private synchronized boolean advanceSome(long nowMicros) {
        long end = watermark + MAX_AT_ONCE;
        while (watermark < newest && isRecorded(watermark + 1)) {
            if (watermark == end) {
                return false;
            }
            long number = watermark + 1;
            if (labelOf(number) != TransactionListener.NOT_GENERATED) {
                long dueMicros = timeOf(number) + delayMicros;
                if (dueMicros > nowMicros) {
                    return true;
                }
                lastLabelledAt = knownAt(dueMicros);
                setTime(number, lastLabelledAt);
                lastKnown = number;
                knownHeld++;
            }
            watermark = number;
        }
        return true;
    }

    /** Looks up the labels of transactions. */
    List<LabelLookup> find(long[] numbers, long nowMicros) {
        advance(nowMicros);
        List<LabelLookup> found = new ArrayList<>(numbers.length);
        while (found.size() < numbers.length) {
            findSome(numbers, found);
        }
        return found;
    }

    private synchronized void findSome(long[] numbers, List<LabelLookup> found) {
        int end = Math.min(numbers.length, found.size() + MAX_LOOKUPS_AT_ONCE);
        for (int i = found.size(); i < end; i++) {
            found.add(find(numbers[i]));
        }
    }

    /** The known labels after a number, in order. Empty if the next number was evicted. */
    synchronized List<LabelLookup.Known> knownAfter(long number, long max) {
        List<LabelLookup.Known> known = new ArrayList<>();
        if (number + 1 >= oldest) {
            for (long next = number + 1; next <= lastKnown && known.size() < max; next++) {
                if (labelOf(next) != TransactionListener.NOT_GENERATED) {
                    known.add(known(next));
                }
            }
        }
        return known;
    }

    /** Whether a number is retained, and its label or a later one is known. */
    synchronized boolean holds(long number) {
        return number >= oldest && number <= lastKnown;
    }

    /** The lowest number retained, at least 1. */
    synchronized long oldest() {
        return oldest;
    }

    /**
     * Where a subscriber that has missed labels starts: within the newest three quarters, so that the label is not
     * evicted before it is sent; at most one more than the watermark.
     */
    synchronized long oldestToResume() {
        return Math.min(watermark + 1, Math.max(1, newest - reach() / 4 * 3 + 1));
    }

    synchronized long watermark() {
        return watermark;
    }

    /** The highest number with a known label, 0 before the first. */
    synchronized long lastKnown() {
        return lastKnown;
    }

    /** When the next label is due; {@link Long#MAX_VALUE} if its transaction is not recorded yet. */
    synchronized long nextDueMicros() {
        return watermark < newest && isRecorded(watermark + 1) ? timeOf(watermark + 1) + delayMicros : Long.MAX_VALUE;
    }

    /** The number of transactions whose labels fit: the capacity, or fewer if many of the labels have details. */
    synchronized long reach() {
        return oldest > Math.max(1, newest - capacity + 1) ? newest - oldest + 1 : capacity;
    }

    /** A consistent snapshot of the counts. */
    synchronized LabelsStatus status(int subscribers) {
        return new LabelsStatus(held, knownHeld, capacity, subscribers);
    }

    /** The number of labels evicted before they were known. */
    synchronized long evictedUnknown() {
        return evictedUnknown;
    }

    /** The size of the segments allocated so far. */
    synchronized long allocatedBytes() {
        long longs = 0;
        for (long[] slots : segments) {
            longs += slots == null ? 0 : slots.length;
        }
        return longs * Long.BYTES;
    }

    private LabelLookup find(long number) {
        if (number > 0 && number < oldest) {
            return new LabelLookup.Evicted(number);
        }
        if (number <= 0
                || number > newest
                || !isRecorded(number)
                || labelOf(number) == TransactionListener.NOT_GENERATED) {
            return new LabelLookup.Unknown(number);
        }
        return number <= watermark
                ? known(number)
                : new LabelLookup.Pending(number, knownAt(timeOf(number) + delayMicros));
    }

    private LabelLookup.Known known(long number) {
        return new LabelLookup.Known(number, labelOf(number), timeOf(number), details.get(number));
    }

    /**
     * When a label that is due becomes known: not before the last change of the delay, nor before the previous label.
     */
    private long knownAt(long dueMicros) {
        return Math.max(Math.max(dueMicros, delayedSince), lastLabelledAt);
    }

    private void makeRoomUpTo(long number) {
        while (newest < number) {
            newest++;
            if (newest - oldest == capacity) {
                evictOldest();
            }
        }
    }

    private void evictOldest() {
        long number = oldest;
        oldest++;
        boolean known = number <= watermark;
        watermark = Math.max(watermark, number);
        // A transaction that is not recorded yet is counted when it is.
        if (isRecorded(number) && labelOf(number) != TransactionListener.NOT_GENERATED) {
            held--;
            knownHeld -= known ? 1 : 0;
            evictedUnknown += known ? 0 : 1;
            details.remove(number);
        }
    }

    private void put(long number, byte label, long madeAtMicros) {
        int segment = segmentOf(number);
        if (segments[segment] == null) {
            int slots = Math.min(SLOTS_PER_SEGMENT, capacity - segment * SLOTS_PER_SEGMENT);
            segments[segment] = new long[2 * slots];
        }
        slots(number)[indexOf(number)] = number << LABEL_BITS | (label & 0xff);
        setTime(number, madeAtMicros);
    }

    private boolean isRecorded(long number) {
        long[] slots = segments[segmentOf(number)];
        return slots != null && slots[indexOf(number)] >> LABEL_BITS == number;
    }

    private byte labelOf(long number) {
        return (byte) slots(number)[indexOf(number)];
    }

    private long timeOf(long number) {
        return slots(number)[indexOf(number) + 1];
    }

    private void setTime(long number, long micros) {
        slots(number)[indexOf(number) + 1] = micros;
    }

    /** The segment of a number that is recorded, or about to be. */
    private long[] slots(long number) {
        long[] slots = segments[segmentOf(number)];
        if (slots == null) {
            throw new IllegalStateException("There is no segment for transaction " + number);
        }
        return slots;
    }

    private int segmentOf(long number) {
        return (int) (number % capacity) / SLOTS_PER_SEGMENT;
    }

    private int indexOf(long number) {
        return 2 * ((int) (number % capacity) % SLOTS_PER_SEGMENT);
    }
}
