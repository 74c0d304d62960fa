package io.bankfeed.bank;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /** 67 million transactions of one account in 10 seconds, which is more than one each microsecond. */
    private static final int MOST_COUNTED = Integer.MAX_VALUE >> NUMBER_BITS;

    private int latest;
    private int latestCount;

    /** INVARIANT: the latest count and those of all earlier buckets, or {@link #RETIRED}. */
    private int sum;

    /** Earlier buckets, the oldest first; no more than the window has, so that their numbers tell them apart. */
    private int @Nullable [] earlier;

    private int earlierLength;

    /**
     * Adds to the bucket given, or to the latest if the clock went back.
     *
     * @param bucket the number of the 10 seconds; only differences count, so it may overflow
     * @return the sum over the window, or {@link #RETIRED}
     */
    synchronized int add(int bucket, int count) {
        if (sum == RETIRED) {
            return RETIRED;
        }
        moveTo(bucket);
        int counted = Math.min(count, MOST_COUNTED - latestCount);
        latestCount += counted;
        sum += counted;
        return sum;
    }

    /** Retires the window if nothing is left in it. */
    synchronized boolean retireIfIdle(int bucket) {
        if (sum != RETIRED) {
            moveTo(bucket);
            sum = sum == 0 ? RETIRED : sum;
        }
        return sum == RETIRED;
    }

    private void moveTo(int bucket) {
        int passed = bucket - latest;
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
    private void forgetEarlier(int passed) {
        int[] buckets = earlier;
        if (buckets == null || earlierLength == 0) {
            return;
        }
        int gone = 0;
        while (gone < earlierLength && ageOf(buckets[gone]) + (long) passed >= BUCKETS) {
            sum -= buckets[gone] >> NUMBER_BITS;
            gone++;
        }
        if (gone > 0) {
            earlierLength -= gone;
            System.arraycopy(buckets, gone, buckets, 0, earlierLength);
        }
    }

    private int ageOf(int bucket) {
        return (latest - bucket) & NUMBER_MASK;
    }

    private void keepLatest() {
        if (latestCount == 0) {
            return;
        }
        int[] buckets = earlier;
        if (buckets == null) {
            buckets = new int[2];
        } else if (earlierLength == buckets.length) {
            buckets = Arrays.copyOf(buckets, Math.min(BUCKETS - 1, 2 * earlierLength));
        }
        buckets[earlierLength++] = (latestCount << NUMBER_BITS) | (latest & NUMBER_MASK);
        earlier = buckets;
    }
}
