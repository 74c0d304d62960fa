package io.bankfeed.core.bank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * One account's sliding window: the current bucket and the 30 before it. Empty buckets are not stored, since most
 * accounts make few transactions. A window takes 32 bytes, and 4 for each earlier bucket (at most 136 in all, in
 * steps). A retired window rejects further transactions, so that none is counted in a window that was already
 * discarded. Thread-safe: the sign of the latest count is a spin lock, which is held for some nanoseconds. A monitor is
 * as fast on a JVM, but not in a native executable.
 */
final class ActivityWindow {

    /** The result of {@link #add} after the window was retired. */
    static final int RETIRED = -1;

    /** The current bucket and the earlier ones. */
    static final int BUCKETS = 31;

    /** An earlier bucket is an int: its number modulo 32 in the lowest bits, and its count above them. */
    private static final int NUMBER_BITS = 5;

    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;

    /** 67 million transactions of one account in 10 seconds; further ones are not counted. */
    private static final int MAX_COUNTED = Integer.MAX_VALUE >> NUMBER_BITS;

    private static final int[] NO_BUCKETS = {};

    private static final VarHandle LATEST_COUNT = latestCountHandle();

    /** Set in the latest count while a thread uses the window. */
    private static final int LOCKED = Integer.MIN_VALUE;

    /** A thread that waits longer lets others run: the one that has the lock may not be running. */
    private static final int MAX_SPINS = 64;

    private long latest;

    private volatile int latestCount;

    /** INVARIANT: the sum of the latest count and those of all earlier buckets, or {@link #RETIRED}. */
    private int sum;

    /** Earlier buckets, oldest first, then zeros. There are at most 30, so their numbers modulo 32 are distinct. */
    private int[] earlier = NO_BUCKETS;

    /**
     * Adds transactions to a bucket, or to the latest bucket if the clock went back.
     *
     * @param bucket the number of 10-second intervals since the epoch
     * @return the sum over the window, or {@link #RETIRED}
     */
    int add(long bucket, int count) {
        int ofLatest = lock();
        try {
            if (sum == RETIRED) {
                return RETIRED;
            }
            ofLatest = moveTo(bucket, ofLatest);
            int counted = Math.min(count, MAX_COUNTED - ofLatest);
            ofLatest += counted;
            sum += counted;
            return sum;
        } finally {
            unlock(ofLatest);
        }
    }

    /** As {@link #add}, while no other thread uses the window and it is not retired. */
    int addUnlocked(long bucket, int count) {
        int ofLatest = moveTo(bucket, (int) LATEST_COUNT.get(this));
        int counted = Math.min(count, MAX_COUNTED - ofLatest);
        sum += counted;
        LATEST_COUNT.set(this, ofLatest + counted);
        return sum;
    }

    /** Retires the window if it is empty, and returns whether it is retired. */
    boolean retireIfIdle(long bucket) {
        int ofLatest = lock();
        try {
            if (sum != RETIRED) {
                ofLatest = moveTo(bucket, ofLatest);
                sum = sum == 0 ? RETIRED : sum;
            }
            return sum == RETIRED;
        } finally {
            unlock(ofLatest);
        }
    }

    /** Locks the window, and returns the latest count. */
    // Only the wait depends on the scheduler.
    @SuppressWarnings("ThreadPriorityCheck")
    private int lock() {
        for (int spins = 0; ; spins++) {
            int count = latestCount;
            if (count >= 0 && LATEST_COUNT.compareAndSet(this, count, count | LOCKED)) {
                return count;
            }
            if (spins < MAX_SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private void unlock(int count) {
        LATEST_COUNT.setRelease(this, count);
    }

    /** Makes a bucket the latest, and returns its count. */
    private int moveTo(long bucket, int count) {
        long passed = bucket - latest;
        if (sum == 0) {
            latest = bucket;
            return count;
        }
        if (passed <= 0) {
            return count;
        }
        // Reading the earlier buckets would wait for memory, and most windows have none.
        if (sum > count) {
            dropEarlier(passed);
        }
        if (passed < BUCKETS) {
            keepLatest(count);
        } else {
            sum -= count;
        }
        latest = bucket;
        return 0;
    }

    /** Drops the earlier buckets that leave the window when the given number of buckets pass. */
    private void dropEarlier(long passed) {
        int[] buckets = earlier;
        int length = lengthOf(buckets);
        int gone = 0;
        while (gone < length && ageOf(buckets[gone]) + passed >= BUCKETS) {
            sum -= buckets[gone] >> NUMBER_BITS;
            gone++;
        }
        if (gone > 0) {
            System.arraycopy(buckets, gone, buckets, 0, length - gone);
            Arrays.fill(buckets, length - gone, length, 0);
        }
    }

    /** The number of buckets stored; a stored bucket has a positive count, so it is not zero. */
    private static int lengthOf(int[] buckets) {
        int length = 0;
        while (length < buckets.length && buckets[length] != 0) {
            length++;
        }
        return length;
    }

    private int ageOf(int bucket) {
        return ((int) latest - bucket) & NUMBER_MASK;
    }

    private void keepLatest(int count) {
        if (count == 0) {
            return;
        }
        int[] buckets = earlier;
        int length = lengthOf(buckets);
        if (length == buckets.length) {
            buckets = Arrays.copyOf(buckets, Math.min(BUCKETS - 1, Math.max(2, 2 * length)));
        }
        buckets[length] = (count << NUMBER_BITS) | ((int) latest & NUMBER_MASK);
        earlier = buckets;
    }

    private static VarHandle latestCountHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ActivityWindow.class, "latestCount", int.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
