package io.bankfeed.core.random;

/**
 * The random draws of one transaction. They are a function of a key and an index alone, so any transaction can be drawn
 * without those before it, in any thread, and alike on every machine. They are made from the output of xoroshiro128++
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2019), which stands here since a library's
 * object is larger than what it computes. Not thread-safe; make one for each transaction.
 */
public final class KeyedRandom {

    private long first;
    private long second;

    /**
     * @param key what the draws depend on beside the index, such as a seed
     * @param index which of the key's independent sequences of draws
     */
    public KeyedRandom(long key, long index) {
        first = Hash64.of(key, index);
        // The state must not be all zero: the lowest bit of one half is set.
        second = Hash64.of(~key, index) | 1;
    }

    /** A whole number from 0 to {@code bound - 1}; {@code bound} is positive. The bias is below bound / 2^63. */
    public long below(long bound) {
        long fraction = next() >>> 1;
        return Math.multiplyHigh(fraction, bound) << 1 | (fraction * bound) >>> 63;
    }

    /** A whole number from {@code min} to {@code max}, both included; {@code max - min} is from 0 to 2^63 - 2. */
    public long between(long min, long max) {
        return min + below(max - min + 1);
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public int between(int min, int max) {
        return (int) between((long) min, (long) max);
    }

    /** A number over 0 and under 1, each of 2^52 equidistant ones alike. */
    public double unit() {
        return Hash64.unit(next());
    }

    /** True with the probability given: never at 0, always at 1. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    private long next() {
        long s0 = first;
        long s1 = second ^ s0;
        long output = Long.rotateLeft(s0 + second, 17) + s0;
        first = Long.rotateLeft(s0, 49) ^ s1 ^ (s1 << 21);
        second = Long.rotateLeft(s1, 28);
        return output;
    }
}
