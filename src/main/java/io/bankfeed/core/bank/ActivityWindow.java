package io.bankfeed.core.bank;

import java.util.Arrays;

/**
 * One account's sliding window: the current bucket and the 30 before it. Empty buckets are not stored, since most
 * accounts make few transactions. A window takes 32 bytes, and 4 for each earlier bucket (at most 136 in all, in
 * steps). A retired window rejects further transactions, so that none is counted in a window that was already
 * discarded. Thread-safe.
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

    private long latest;
    private int latestCount;

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

    /** Retires the window if it is empty, and returns whether it is retired. */
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
            dropEarlier(passed);
            if (passed < BUCKETS) {
                keepLatest();
            } else {
                sum -= latestCount;
            }
            latest = bucket;
            latestCount = 0;
        }
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
