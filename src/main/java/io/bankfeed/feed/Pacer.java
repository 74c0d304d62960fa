package io.bankfeed.feed;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Releases batches when they are due. Thread-safe: nothing is released after {@link #disarm} has returned. A batch is
 * released under the pacer's lock, so a release must not wait for a caller of the pacer.
 */
final class Pacer {

    private static final Logger LOG = Logger.getLogger(Pacer.class);

    private final ScheduledExecutorService executor;
    private final LongSupplier nanoTime;
    private final LongConsumer release;

    private volatile @Nullable Cadence cadence;
    private @Nullable ScheduledFuture<?> next;
    private long lastReleased;
    private volatile long lastReleaseNanos;
    private long skipped;

    /** @param release releases one batch; it receives the nanoseconds by which the batch is late */
    Pacer(ScheduledExecutorService executor, LongSupplier nanoTime, LongConsumer release) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.release = release;
    }

    /** Starts releasing batches, the first one after one period. */
    synchronized void arm(long periodNanos) {
        disarm();
        long now = nanoTime.getAsLong();
        cadence = new Cadence(now, periodNanos);
        lastReleased = 0;
        lastReleaseNanos = now;
        schedule(cadence, now);
    }

    /** Changes the period immediately if the pacer is armed. The same period has no effect. */
    synchronized void changePeriod(long periodNanos) {
        Cadence current = cadence;
        if (current == null || current.periodNanos() == periodNanos) {
            return;
        }
        cancelNext();
        long now = nanoTime.getAsLong();
        Cadence changed = current.withPeriod(periodNanos, lastReleased, now);
        cadence = changed;
        lastReleased = 0;
        lastReleaseNanos = now;
        schedule(changed, now);
    }

    synchronized void disarm() {
        cadence = null;
        cancelNext();
    }

    /** Schedules the next release if the last one failed. */
    synchronized void keepArmed() {
        Cadence current = cadence;
        ScheduledFuture<?> pending = next;
        if (current == null || pending == null || !pending.isDone()) {
            return;
        }
        try {
            pending.get();
        } catch (ExecutionException e) {
            LOG.error("A batch of the feed could not be released; the feed continues with the next one", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        schedule(current, nanoTime.getAsLong());
    }

    /** The number of batches that were late by more than a second or failed. */
    synchronized long skipped() {
        return skipped;
    }

    /**
     * Whether nothing was released for three periods and 5 seconds. Does not take the lock, because it must detect a
     * release that hangs.
     */
    boolean isStalled() {
        Cadence current = cadence;
        return current != null
                && nanoTime.getAsLong() - lastReleaseNanos > 3 * current.periodNanos() + TimeUnit.SECONDS.toNanos(5);
    }

    private synchronized void releaseDue(Cadence current) {
        // It was cancelled while it waited for the lock. The new cadence has scheduled its own release.
        if (!current.equals(cadence)) {
            return;
        }
        long now = nanoTime.getAsLong();
        long due = current.lastDue(now);
        long toSkip = Math.max(0, due - lastReleased - current.maxLate());
        skipped += toSkip;
        lastReleased += toSkip;
        if (lastReleased < due) {
            lastReleased++;
            release(now - current.dueNanos(lastReleased));
            lastReleaseNanos = now;
        }
        schedule(current, nanoTime.getAsLong());
    }

    /** Counts a batch that fails as skipped; {@link #keepArmed} finds the failure. */
    private void release(long lateNanos) {
        try {
            release.accept(lateNanos);
        } catch (RuntimeException | Error e) {
            skipped++;
            throw e;
        }
    }

    private void schedule(Cadence current, long now) {
        next = executor.schedule(
                () -> releaseDue(current), Math.max(0, current.dueNanos(lastReleased + 1) - now), TimeUnit.NANOSECONDS);
    }

    private void cancelNext() {
        ScheduledFuture<?> pending = next;
        if (pending != null) {
            pending.cancel(false);
            next = null;
        }
    }
}
