package io.bankfeed.bank;

import java.util.Arrays;

/**
 * One account's sliding window: the bucket of now and the 30 before it. Thread-safe. A retired window takes nothing
 * more, so that no transaction is counted in a window that the bank has let go of.
 */
final class ActivityWindow {

    /** What {@link #add} answers once the window is retired. */
    static final int RETIRED = -1;

    /** The bucket of now and those before it. */
    static final int BUCKETS = 31;

    private static final long NEVER = Long.MIN_VALUE;

    private final int[] counts = new int[BUCKETS];
    private int sum;
    private long latest = NEVER;
    private boolean retired;

    /**
     * Adds to the bucket given, or to the latest if the clock went back.
     *
     * @return the sum over the window, or {@link #RETIRED}
     */
    synchronized int add(long bucket, int count) {
        if (retired) {
            return RETIRED;
        }
        moveTo(bucket);
        counts[Math.floorMod(latest, BUCKETS)] += count;
        sum += count;
        return sum;
    }

    /** Retires the window if nothing is left in it. */
    synchronized boolean retireIfIdle(long bucket) {
        if (latest != NEVER) {
            moveTo(bucket);
            retired = sum == 0;
        }
        return retired;
    }

    private void moveTo(long bucket) {
        if (latest == NEVER || bucket - latest >= BUCKETS) {
            Arrays.fill(counts, 0);
            sum = 0;
            latest = bucket;
            return;
        }
        while (latest < bucket) {
            latest++;
            int index = Math.floorMod(latest, BUCKETS);
            sum -= counts[index];
            counts[index] = 0;
        }
    }
}
