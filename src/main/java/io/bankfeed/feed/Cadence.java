package io.bankfeed.feed;

/**
 * When batches are due: batch n at start + n × period, by the monotonic clock, from n = 1 on. Nothing adds up, so
 * nothing drifts.
 *
 * @param startNanos of the clock of {@link System#nanoTime}
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

    /** The last batch that is due: 0 before the first is. */
    long lastDue(long nowNanos) {
        return Math.max(0, (nowNanos - startNanos) / periodNanos);
    }

    /** How many batches that are late are still released: those of one second, and always one. */
    long mostLate() {
        return Math.max(1, CATCH_UP_NANOS / periodNanos);
    }

    /**
     * Another period from now on: the next batch is due one new period after the last released one, or at once if that
     * is over.
     */
    Cadence withPeriod(long newPeriodNanos, long lastReleased, long nowNanos) {
        long next = dueNanos(lastReleased) + newPeriodNanos;
        return new Cadence((next - nowNanos < 0 ? nowNanos : next) - newPeriodNanos, newPeriodNanos);
    }
}
