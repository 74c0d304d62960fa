package io.bankfeed.feed;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest batches of the feed, for subscribers that are behind or come back. Bounded by bytes; at least the newest
 * batch is held. One thread may append at a time, any number may read without waiting.
 */
// The one thread that appends is the only one that changes the volatile fields.
@SuppressWarnings("NonAtomicVolatileUpdate")
final class ReplayBuffer {

    private static final int FIRST_CAPACITY = 64;

    private final long mostBytes;
    private final long mostResumedBytes;

    /** Batch n stands at n modulo the capacity, a power of two. */
    private volatile AtomicReferenceArray<@Nullable Held> ring = new AtomicReferenceArray<>(FIRST_CAPACITY);

    private volatile long oldest = 1;
    private volatile long oldestToResume = 1;
    private volatile long newest;
    private volatile long bytes;

    /** The bytes of all batches that were ever appended. */
    private volatile long appendedBytes;

    ReplayBuffer(long mostBytes) {
        this.mostBytes = mostBytes;
        mostResumedBytes = mostBytes / 4 * 3;
    }

    /** Appends the batch after the newest. */
    void append(FeedEvent event) {
        if (event.sequence() != newest + 1) {
            throw new IllegalArgumentException("Batch " + event.sequence() + " does not follow " + newest);
        }
        while (oldest <= newest && bytes + event.heldBytes() > mostBytes) {
            evictOldest();
        }
        if (newest - oldest + 1 == ring.length()) {
            grow();
        }
        AtomicReferenceArray<@Nullable Held> current = ring;
        current.set(indexIn(current, event.sequence()), new Held(event, appendedBytes));
        bytes += event.heldBytes();
        appendedBytes += event.heldBytes();
        newest = event.sequence();
        oldestToResume = Math.max(oldestToResume, oldest);
        while (oldestToResume < newest && bytesAfter(oldestToResume - 1) > mostResumedBytes) {
            oldestToResume++;
        }
    }

    /** The batch of a number, or null if it is not held. */
    @Nullable
    FeedEvent get(long sequence) {
        Held held = heldAt(sequence);
        return held == null ? null : held.event;
    }

    /** The number of the oldest batch held; one more than the newest if none is. */
    long oldest() {
        return oldest;
    }

    /**
     * The number of the batch with which to begin who has missed some: within the newest three quarters of the bytes, so
     * that it is not gone before it is sent. One more than the newest if none is held.
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

    /** What the batches after one take, as far as they are held. */
    long bytesAfter(long sequence) {
        Held next = heldAt(sequence + 1);
        return next == null ? 0 : appendedBytes - next.bytesBefore;
    }

    private @Nullable Held heldAt(long sequence) {
        AtomicReferenceArray<@Nullable Held> current = ring;
        Held held = current.get(indexIn(current, sequence));
        return held != null && held.event.sequence() == sequence ? held : null;
    }

    /** It counts as gone before it is, so that who does not find it knows why. */
    private void evictOldest() {
        AtomicReferenceArray<@Nullable Held> current = ring;
        long evicted = oldest;
        oldest = evicted + 1;
        Held held = current.getAndSet(indexIn(current, evicted), null);
        if (held != null) {
            bytes -= held.event.heldBytes();
        }
    }

    private void grow() {
        AtomicReferenceArray<@Nullable Held> current = ring;
        AtomicReferenceArray<@Nullable Held> larger = new AtomicReferenceArray<>(current.length() * 2);
        for (long sequence = oldest; sequence <= newest; sequence++) {
            larger.set(indexIn(larger, sequence), current.get(indexIn(current, sequence)));
        }
        ring = larger;
    }

    private static int indexIn(AtomicReferenceArray<@Nullable Held> ring, long sequence) {
        return (int) (sequence & (ring.length() - 1));
    }

    /** @param bytesBefore the bytes of all batches before it */
    private record Held(FeedEvent event, long bytesBefore) {}
}
