package io.bankfeed.random;

import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;

/**
 * The random draws of one transaction. They are a function of a key and an index alone, so any transaction can be drawn
 * without those before it, in any thread, and alike on every machine: only the source's 64-bit output is taken from the
 * library (xoroshiro128++ of Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2019); how a draw
 * is made from it is fixed here. Not thread-safe; make one for each transaction.
 */
public final class Draws {

    private final XoRoShiRo128PlusPlus source;

    /**
     * @param key what the draws depend on beside the index, such as a seed
     * @param index which of the key's independent sequences of draws
     */
    public Draws(long key, long index) {
        long state = Mix.of(key, index);
        // The state must not be all zero: the lowest bit of one half is set.
        source = new XoRoShiRo128PlusPlus(state, Mix.of(~key, index) | 1);
    }

    /** A whole number from 0 to {@code bound - 1}; {@code bound} is positive. The bias is below bound / 2^63. */
    public long below(long bound) {
        long fraction = source.nextLong() >>> 1;
        return Math.multiplyHigh(fraction, bound) << 1 | (fraction * bound) >>> 63;
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public long between(long min, long max) {
        return min + below(max - min + 1);
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public int between(int min, int max) {
        return (int) between((long) min, (long) max);
    }

    /** A number over 0 and under 1, each of 2^52 equidistant ones alike. */
    public double unit() {
        return Mix.unit(source.nextLong());
    }

    /** True with the probability given: never at 0, always at 1. */
    public boolean chance(double probability) {
        return unit() < probability;
    }
}
