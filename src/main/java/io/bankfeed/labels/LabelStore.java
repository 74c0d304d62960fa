package io.bankfeed.labels;

import io.bankfeed.generator.GroundTruth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the latest transactions, and which of them are known. They become known strictly in the order of the
 * transactions' numbers: everything up to a watermark is known, nothing after it. The watermark moves whenever somebody
 * looks.
 *
 * <p>Thread-safe, by one lock: a writer takes it once for each block, a reader for one piece of what it reads, and whoever
 * moves the watermark for {@value #MAX_AT_ONCE} labels at a time, so that nobody is held up for longer than the piece of
 * another takes.
 *
 * <p>Times are the bank's, in microseconds since 1970-01-01T00:00Z.
 */
final class LabelStore implements GroundTruth {

    /** Two longs: the number with the label in its lowest byte; when it was made or, once it is known, labelled. */
    static final int BYTES_PER_SLOT = 2 * Long.BYTES;

    private static final int SLOTS_PER_SEGMENT = 16_384;
    private static final int LABEL_BITS = 8;

    /** More than a block, so that of what is due none makes room before it is known. */
    private static final int MAX_AT_ONCE = 16_384;

    private static final int MAX_LOOKUPS_AT_ONCE = 500;

    private final int capacity;

    /** Number n stands at n modulo the capacity. A segment is made when the first number falls into it. */
    private final long[] @Nullable [] segments;

    private long delayMicros;

    /** Nothing that the delay in force has made known was known before. */
    private long delayedSince = Long.MIN_VALUE;

    /** The highest number that was recorded. INVARIANT: passed >= newest - capacity. */
    private long newest;

    /** The watermark: up to this number everything is known, was never made, or made room before it was known. */
    private long passed;

    private long lastKnown;
    private long lastLabelledAt = Long.MIN_VALUE;
    private long held;
    private long knownHeld;
    private long evictedUnknown;

    LabelStore(int capacity, long delayMicros) {
        this.capacity = capacity;
        this.delayMicros = delayMicros;
        segments = new long[(capacity + SLOTS_PER_SEGMENT - 1) / SLOTS_PER_SEGMENT][];
    }

    @Override
    public synchronized void record(long firstNumber, byte[] labels, long nowMicros) {
        // What is due by now is known before it may have to make room.
        advanceSome(nowMicros);
        for (int i = 0; i < labels.length; i++) {
            long number = firstNumber + i;
            makeRoomUpTo(number);
            boolean made = labels[i] != NEVER_MADE;
            if (number < oldestHeld()) {
                evictedUnknown += made ? 1 : 0;
                continue;
            }
            put(number, labels[i], nowMicros - (labels.length - 1 - i));
            held += made ? 1 : 0;
        }
        advanceSome(nowMicros);
    }

    /** Has every label that is not known yet become known after another delay. */
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

    /** Moves the watermark over everything that is due, and lets others have their turn meanwhile. */
    void advance(long nowMicros) {
        boolean all;
        do {
            all = advanceSome(nowMicros);
        } while (!all);
    }

    /**
     * Moves the watermark over what is due, as far as may be at once.
     *
     * @return whether nothing more is due
     */
    private synchronized boolean advanceSome(long nowMicros) {
        long end = passed + MAX_AT_ONCE;
        while (passed < newest && isRecorded(passed + 1)) {
            if (passed == end) {
                return false;
            }
            long number = passed + 1;
            if (labelOf(number) != NEVER_MADE) {
                long dueMicros = timeOf(number) + delayMicros;
                if (dueMicros > nowMicros) {
                    return true;
                }
                lastLabelledAt = knownAt(dueMicros);
                setTime(number, lastLabelledAt);
                lastKnown = number;
                knownHeld++;
            }
            passed = number;
        }
        return true;
    }

    /** What is known of the labels of transactions, in the order of the numbers. */
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

    /** The known labels that follow a number, in the order of their numbers. None if the next number is not held. */
    synchronized List<LabelLookup.Known> knownAfter(long number, long most) {
        List<LabelLookup.Known> known = new ArrayList<>();
        if (number + 1 >= oldestHeld()) {
            for (long next = number + 1; next <= lastKnown && known.size() < most; next++) {
                if (labelOf(next) != NEVER_MADE) {
                    known.add(new LabelLookup.Known(next, labelOf(next), timeOf(next)));
                }
            }
        }
        return known;
    }

    /** Whether a number is held, and is known or before one that is. */
    synchronized boolean holds(long number) {
        return number >= oldestHeld() && number <= lastKnown;
    }

    /** The lowest number that is held, from 1. */
    synchronized long oldest() {
        return oldestHeld();
    }

    /**
     * The number with which to begin who has missed some: within the newest three quarters, so that it is not gone
     * before it is sent; at most one more than the watermark.
     */
    synchronized long oldestToResume() {
        return Math.min(passed + 1, Math.max(1, newest - capacity / 4 * 3L + 1));
    }

    /** The watermark. */
    synchronized long passed() {
        return passed;
    }

    /** The highest number whose label is known, 0 before the first. */
    synchronized long lastKnown() {
        return lastKnown;
    }

    /** When the next label becomes known; {@link Long#MAX_VALUE} if that depends on what is not recorded yet. */
    synchronized long nextDueMicros() {
        return passed < newest && isRecorded(passed + 1) ? timeOf(passed + 1) + delayMicros : Long.MAX_VALUE;
    }

    int capacity() {
        return capacity;
    }

    /** How many labels are held, and how many of them are known, at one moment. */
    synchronized LabelsStatus status(int subscribers) {
        return new LabelsStatus(held, knownHeld, capacity, subscribers);
    }

    /** The labels that made room before they were known. */
    synchronized long evictedUnknown() {
        return evictedUnknown;
    }

    /** What the slots take that were made so far. */
    synchronized long allocatedBytes() {
        long longs = 0;
        for (long[] slots : segments) {
            longs += slots == null ? 0 : slots.length;
        }
        return longs * Long.BYTES;
    }

    private LabelLookup find(long number) {
        if (number > 0 && number < oldestHeld()) {
            return new LabelLookup.Evicted(number);
        }
        if (number <= 0 || number > newest || !isRecorded(number) || labelOf(number) == NEVER_MADE) {
            return new LabelLookup.Unknown(number);
        }
        return number <= passed
                ? new LabelLookup.Known(number, labelOf(number), timeOf(number))
                : new LabelLookup.Pending(number, knownAt(timeOf(number) + delayMicros));
    }

    /** When a label is known that is due then: not before the delay was changed, nor before the label before it. */
    private long knownAt(long dueMicros) {
        return Math.max(Math.max(dueMicros, delayedSince), lastLabelledAt);
    }

    private long oldestHeld() {
        return Math.max(1, newest - capacity + 1);
    }

    private void makeRoomUpTo(long number) {
        while (newest < number) {
            newest++;
            long evicted = newest - capacity;
            if (evicted > 0) {
                evict(evicted);
            }
        }
    }

    private void evict(long number) {
        boolean known = number <= passed;
        passed = Math.max(passed, number);
        // What was not recorded yet is counted when it comes.
        if (isRecorded(number) && labelOf(number) != NEVER_MADE) {
            held--;
            knownHeld -= known ? 1 : 0;
            evictedUnknown += known ? 0 : 1;
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

    /** Of a number that is recorded, or about to be. */
    private long[] slots(long number) {
        long[] slots = segments[segmentOf(number)];
        if (slots == null) {
            throw new IllegalStateException("Nothing is held of transaction " + number);
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
