package io.bankfeed.core.bank;

import io.bankfeed.core.transaction.BankTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts the transactions of each account in the last 5 minutes, in buckets of 10 seconds. An idle account takes only a
 * reference (4 to 8 bytes), and an active one 36 bytes and up to 140 more. Thread-safe; threads contend only for the
 * same account.
 */
public final class Activity implements FrequencyCounter {

    private static final long BUCKET_MICROS = 10 * BankTime.MICROS_PER_SECOND;

    private final AtomicReferenceArray<ActivityWindow> windows;
    private final AtomicInteger active = new AtomicInteger();

    /** @param accounts the number of accounts in the population */
    public Activity(int accounts) {
        windows = new AtomicReferenceArray<>(accounts);
    }

    /**
     * {@inheritDoc} The count may also include transactions of up to 10 seconds before that, and it misses those beyond
     * 67,108,863 in 10 seconds.
     */
    @Override
    public int record(int slot, long nowMicros, int count) {
        long bucket = bucketOf(nowMicros);
        int sum;
        do {
            sum = windowOf(slot).add(bucket, count);
        } while (sum == ActivityWindow.RETIRED);
        return sum;
    }

    /**
     * Counts in this activity without locks, which is faster if threads take turns: a lock waits for each window that
     * another processor has changed. For one thread at a time, while nothing else uses the activity.
     */
    public FrequencyCounter unlocked() {
        return (slot, nowMicros, count) -> windowOf(slot).addUnlocked(bucketOf(nowMicros), count);
    }

    /**
     * The earliest time whose transactions can be counted as those of the last 5 minutes, in microseconds since the
     * epoch.
     */
    public static long windowStart(long nowMicros) {
        return (Math.floorDiv(nowMicros, BUCKET_MICROS) - ActivityWindow.BUCKETS + 1) * BUCKET_MICROS;
    }

    /** Releases the memory of accounts without a transaction in the last 5 minutes. */
    public void expire(long nowMicros) {
        long bucket = bucketOf(nowMicros);
        for (int slot = 0; slot < windows.length(); slot++) {
            ActivityWindow window = windows.getPlain(slot);
            if (window != null && window.retireIfIdle(bucket) && windows.compareAndSet(slot, window, null)) {
                active.decrementAndGet();
            }
        }
    }

    /** The number of accounts with a transaction in the 5 minutes before the last {@link #expire}, or since. */
    public int activeAccounts() {
        return active.get();
    }

    private static long bucketOf(long epochMicros) {
        return Math.floorDiv(epochMicros, BUCKET_MICROS);
    }

    private ActivityWindow windowOf(int slot) {
        ActivityWindow window = windows.get(slot);
        if (window != null) {
            return window;
        }
        ActivityWindow created = new ActivityWindow();
        ActivityWindow other = windows.compareAndExchange(slot, null, created);
        if (other != null) {
            return other;
        }
        active.incrementAndGet();
        return created;
    }
}
