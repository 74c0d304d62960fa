package io.bankfeed.core.bank;

import io.bankfeed.core.transaction.BankTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How many transactions each account made in the last 5 minutes, in buckets of 10 seconds. An account that was idle for
 * longer takes no more than a reference (4 to 8 bytes), an active one 36 bytes and up to 140 more. Thread-safe; only
 * threads that meet at the same account wait for each other.
 */
public final class Activity {

    private static final long BUCKET_MICROS = 10 * BankTime.MICROS_PER_SECOND;

    private final AtomicReferenceArray<ActivityWindow> windows;
    private final AtomicInteger active = new AtomicInteger();

    /** @param accounts the size of the population */
    public Activity(int accounts) {
        windows = new AtomicReferenceArray<>(accounts);
    }

    /**
     * Adds transactions of one account, as of now.
     *
     * @param slot the account's place in the population
     * @param count how many transactions, at least 1
     * @return the account's transactions of the last 5 minutes, these included; never fewer than were added in that time,
     *     but for those beyond 67,108,863 in 10 seconds, and more by at most those of 10 seconds before it
     */
    public int record(int slot, long nowMicros, int count) {
        long bucket = bucketOf(nowMicros);
        int sum;
        do {
            sum = windowOf(slot).add(bucket, count);
        } while (sum == ActivityWindow.RETIRED);
        return sum;
    }

    /** The earliest time of which a transaction can count as one of the last 5 minutes at a time. */
    public static long firstThatCounts(long nowMicros) {
        return (Math.floorDiv(nowMicros, BUCKET_MICROS) - ActivityWindow.BUCKETS + 1) * BUCKET_MICROS;
    }

    /** Lets go of the accounts that made no transaction in the last 5 minutes. */
    public void expire(long nowMicros) {
        long bucket = bucketOf(nowMicros);
        for (int slot = 0; slot < windows.length(); slot++) {
            ActivityWindow window = windows.getPlain(slot);
            if (window != null && window.retireIfIdle(bucket) && windows.compareAndSet(slot, window, null)) {
                active.decrementAndGet();
            }
        }
    }

    /** The accounts with a transaction in the 5 minutes before the last {@link #expire}, or since. */
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
        ActivityWindow fresh = new ActivityWindow();
        ActivityWindow other = windows.compareAndExchange(slot, null, fresh);
        if (other != null) {
            return other;
        }
        active.incrementAndGet();
        return fresh;
    }
}
