package io.bankfeed.core.bank;

import java.util.Arrays;

/**
 * One account's sliding window: the bucket of now and the 30 before it, of which only those with something in them are
 * held, since most accounts make a transaction now and then. It takes 32 bytes, and 4 for each bucket but the latest
 * (at most 136 in all, in steps). Thread-safe. A retired window takes nothing more, so that no transaction is counted
 * in a window that the bank has let go of.
 */
final class ActivityWindow {

    /** What {@link #add} answers once the window is retired. */
    static final int RETIRED = -1;

    /** The bucket of now and those before it. */
    static final int BUCKETS = 31;

    /** An earlier bucket is an int: its number modulo 32 in the lowest bits, and its count. */
    private static final int NUMBER_BITS = 5;

    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;

    /** 67 million transactions of one account in 10 seconds; those beyond are not counted. */
    private static final int MAX_COUNTED = Integer.MAX_VALUE >> NUMBER_BITS;

    private static final int[] NO_BUCKETS = {};

    private long latest;
    private int latestCount;

    /** INVARIANT: the latest count and those of all earlier buckets, or {@link #RETIRED}. */
    private int sum;

    /**
     * Earlier buckets, the oldest first, and then zeroes; no more than the window has, so that their numbers tell them
     * apart.
     */
    private int[] earlier = NO_BUCKETS;

    /**
     * Adds to the bucket given, or to the latest if the clock went back.
     *
     * @param bucket the number of the 10 seconds
     * @return the sum over the window, or {@link #RETIRED}
     */
    synchronized int add(long bucket, int count) {
        if (sum == RETIRED) {
            return RETIRED;
        }
        moveTo(bucket);
        int counted = Math.min(count, MAX_COUNTED - latestCount);
        latestCount += counted;
        sum += counted;
        return sum;
    }

    /** Retires the window if nothing is left in it. */
    synchronized boolean retireIfIdle(long bucket) {
        if (sum != RETIRED) {
            moveTo(bucket);
            sum = sum == 0 ? RETIRED : sum;
        }
        return sum == RETIRED;
    }

    private void moveTo(long bucket) {
        long passed = bucket - latest;
        if (sum == 0) {
            latest = bucket;
        } else if (passed > 0) {
            forgetEarlier(passed);
            if (passed < BUCKETS) {
                keepLatest();
            } else {
                sum -= latestCount;
            }
            latest = bucket;
            latestCount = 0;
        }
    }

    /** Forgets the earlier buckets that leave the window when so many pass. */
    private void forgetEarlier(long passed) {
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

    /** How many are held: each has a count, and so is not zero. */
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

    private void keepLatest() {
        if (latestCount == 0) {
            return;
        }
        int[] buckets = earlier;
        int length = lengthOf(buckets);
        if (length == buckets.length) {
            buckets = Arrays.copyOf(buckets, Math.min(BUCKETS - 1, Math.max(2, 2 * length)));
        }
        buckets[length] = (latestCount << NUMBER_BITS) | ((int) latest & NUMBER_MASK);
        earlier = buckets;
    }
}
