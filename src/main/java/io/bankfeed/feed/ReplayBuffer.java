package io.bankfeed.feed;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest batches of the feed, for subscribers that are behind or resume. Limited by size; the newest batch is
 * always retained. One thread may append at a time, any number may read without blocking.
 */
// Only the appending thread changes the volatile fields.
@SuppressWarnings("NonAtomicVolatileUpdate")
final class ReplayBuffer {

    private static final int FIRST_CAPACITY = 64;

    private final long maxBytes;
    private final long maxResumedBytes;

    /** Batch n is at n modulo the capacity, a power of two. */
    private volatile AtomicReferenceArray<@Nullable Entry> ring = new AtomicReferenceArray<>(FIRST_CAPACITY);

    private volatile long oldest = 1;
    private volatile long oldestToResume = 1;
    private volatile long newest;
    private volatile long bytes;

    /** The size of all batches ever appended. */
    private volatile long appendedBytes;

    ReplayBuffer(long maxBytes) {
        this.maxBytes = maxBytes;
        maxResumedBytes = maxBytes / 4 * 3;
    }

    void append(FeedEvent event) {
        if (event.sequence() != newest + 1) {
            throw new IllegalArgumentException("Batch " + event.sequence() + " does not follow " + newest);
        }
        while (oldest <= newest && bytes + event.heapBytes() > maxBytes) {
            evictOldest();
        }
        if (newest - oldest + 1 == ring.length()) {
            grow();
        }
        AtomicReferenceArray<@Nullable Entry> current = ring;
        current.set(indexIn(current, event.sequence()), new Entry(event, appendedBytes));
        bytes += event.heapBytes();
        appendedBytes += event.heapBytes();
        newest = event.sequence();
        oldestToResume = Math.max(oldestToResume, oldest);
        while (oldestToResume < newest && bytesAfter(oldestToResume - 1) > maxResumedBytes) {
            oldestToResume++;
        }
    }

    /** The batch with a number, or null if it is not retained. */
    @Nullable
    FeedEvent get(long sequence) {
        Entry entry = entryAt(sequence);
        return entry == null ? null : entry.event;
    }

    /** The number of the oldest batch retained; one more than the newest if none is. */
    long oldest() {
        return oldest;
    }

    /**
     * Where a subscriber that has missed batches starts: within the newest three quarters of the bytes, so that the
     * batch is not evicted before it is sent. One more than the newest if none is retained.
     */
    long oldestToResume() {
        return oldestToResume;
    }

    /** The number of the newest batch, 0 before the first. */
    long newest() {
        return newest;
    }

    long bytes() {
        return bytes;
    }

    /** The size of the batches after a number, 0 if the next one is not retained. */
    long bytesAfter(long sequence) {
        Entry next = entryAt(sequence + 1);
        return next == null ? 0 : appendedBytes - next.bytesBefore;
    }

    private @Nullable Entry entryAt(long sequence) {
        AtomicReferenceArray<@Nullable Entry> current = ring;
        Entry entry = current.get(indexIn(current, sequence));
        return entry != null && entry.event.sequence() == sequence ? entry : null;
    }

    /** Raises {@link #oldest} first, so that a reader that does not find the batch knows that it was evicted. */
    private void evictOldest() {
        AtomicReferenceArray<@Nullable Entry> current = ring;
        long evicted = oldest;
        oldest = evicted + 1;
        Entry entry = current.getAndSet(indexIn(current, evicted), null);
        if (entry != null) {
            bytes -= entry.event.heapBytes();
        }
    }

    private void grow() {
        AtomicReferenceArray<@Nullable Entry> current = ring;
        AtomicReferenceArray<@Nullable Entry> larger = new AtomicReferenceArray<>(current.length() * 2);
        for (long sequence = oldest; sequence <= newest; sequence++) {
            larger.set(indexIn(larger, sequence), current.get(indexIn(current, sequence)));
        }
        ring = larger;
    }

    private static int indexIn(AtomicReferenceArray<@Nullable Entry> ring, long sequence) {
        return (int) (sequence & (ring.length() - 1));
    }

    /** @param bytesBefore the size of all batches before it */
    private record Entry(FeedEvent event, long bytesBefore) {}
}
