package io.bankfeed.feed;

/**
 * The times at which batches are due: batch n, starting at 1, at start + n × period by the monotonic clock. Errors do
 * not accumulate, so there is no drift.
 *
 * @param startNanos as of {@link System#nanoTime}
 * @param periodNanos positive
 */
record Cadence(long startNanos, long periodNanos) {

    private static final long CATCH_UP_NANOS = 1_000_000_000L;

    Cadence {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException("The period must be positive, but was " + periodNanos + " ns");
        }
    }

    long dueNanos(long batch) {
        return startNanos + batch * periodNanos;
    }

    /** The last batch that is due, 0 before the first one. */
    long lastDue(long nowNanos) {
        return Math.max(0, (nowNanos - startNanos) / periodNanos);
    }

    /** The maximum number of late batches that are still released: one second's worth, and at least one. */
    long maxLate() {
        return Math.max(1, CATCH_UP_NANOS / periodNanos);
    }

    /**
     * Changes the period. The next batch is due one new period after the last released one, or immediately if that has
     * passed.
     */
    Cadence withPeriod(long newPeriodNanos, long lastReleased, long nowNanos) {
        long next = dueNanos(lastReleased) + newPeriodNanos;
        return new Cadence((next - nowNanos < 0 ? nowNanos : next) - newPeriodNanos, newPeriodNanos);
    }
}
