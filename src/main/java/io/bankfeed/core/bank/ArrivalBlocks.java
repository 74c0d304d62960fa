package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import java.util.Arrays;

/**
 * The operational times of arrivals, in which the mean rate is one arrival per unit. They follow a Poisson process,
 * except that each block of {@value #BLOCK} arrivals spans exactly as many units: within a block they are the order
 * statistics of uniform random numbers. So the n-th is a function of n. Not thread-safe, since it caches the last
 * block.
 */
final class ArrivalBlocks {

    static final int BLOCK = 64;

    private final long key;
    private final long[] block = new long[BLOCK];
    private long blockNumber = -1;

    ArrivalBlocks(long key) {
        this.key = key;
    }

    /** The operational time of an arrival, at least 0; it is never less than that of the arrival before. */
    double at(long index) {
        long number = index / BLOCK;
        if (number != blockNumber) {
            for (int i = 0; i < BLOCK; i++) {
                block[i] = Hash64.of(key, number * BLOCK + i) >>> 12;
            }
            Arrays.sort(block);
            blockNumber = number;
        }
        return (number + block[(int) (index % BLOCK)] * 0x1.0p-52) * BLOCK;
    }
}
