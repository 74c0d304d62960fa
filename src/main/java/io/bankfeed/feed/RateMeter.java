package io.bankfeed.feed;

import java.util.Arrays;

/**
 * Measures events per second over the last 10 seconds, in slots of 100 ms. Times are those of a monotonic clock.
 * Thread-safe.
 */
public final class RateMeter {

    private static final long SLOT_NANOS = 100_000_000L;
    private static final int SLOTS = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] counts = new long[SLOTS];
    private long startNanos;
    private long latest;

    /** Forgets all events. To be called before the other methods. */
    public synchronized void start(long nowNanos) {
        Arrays.fill(counts, 0);
        startNanos = nowNanos;
        latest = 0;
    }

    public synchronized void add(long nowNanos, long count) {
        moveTo(nowNanos);
        counts[(int) (latest % SLOTS)] += count;
    }

    /** The mean over the last 10 seconds, or since the start if that is shorter. */
    public synchronized double perSecond(long nowNanos) {
        moveTo(nowNanos);
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        // The current slot is incomplete, so the window is a little shorter than all slots together.
        long covered = (SLOTS - 1) * SLOT_NANOS + (nowNanos - startNanos) % SLOT_NANOS;
        return sum / (Math.max(SLOT_NANOS, Math.min(covered, nowNanos - startNanos)) / NANOS_PER_SECOND);
    }

    private void moveTo(long nowNanos) {
        long slot = (nowNanos - startNanos) / SLOT_NANOS;
        if (slot - latest >= SLOTS) {
            Arrays.fill(counts, 0);
            latest = slot;
        }
        while (latest < slot) {
            latest++;
            counts[(int) (latest % SLOTS)] = 0;
        }
    }
}
