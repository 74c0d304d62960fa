package io.bankfeed.core.random;

import java.util.List;

/**
 * The random numbers of one transaction. They depend only on a key and an index, so that any transaction can be drawn
 * without those before it, by any thread, with the same result on every machine. The generator is xoroshiro128++
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2019), implemented here so that creating one
 * for each transaction is cheap. Not thread-safe.
 */
public final class KeyedRandom {

    private long first;
    private long second;

    /**
     * @param key the key, such as a seed
     * @param index selects one of the independent sequences of the key
     */
    public KeyedRandom(long key, long index) {
        first = Hash64.of(key, index);
        // The state must not be all zeros, so the lowest bit of one half is set.
        second = Hash64.of(~key, index) | 1;
    }

    /** A uniform whole number from 0 to {@code bound - 1}, for a positive bound. The bias is below bound / 2^63. */
    public long below(long bound) {
        long fraction = next() >>> 1;
        return Math.multiplyHigh(fraction, bound) << 1 | (fraction * bound) >>> 63;
    }

    /**
     * A uniform whole number from {@code min} to {@code max} inclusive, where {@code max - min} is from 0 to 2^63 - 2.
     */
    public long between(long min, long max) {
        return min + below(max - min + 1);
    }

    /** A uniform whole number from {@code min} to {@code max} inclusive. */
    public int between(int min, int max) {
        return (int) between((long) min, (long) max);
    }

    /** A uniform number over 0 and under 1, one of 2^52 equidistant numbers. */
    public double unit() {
        return Hash64.unit(next());
    }

    /** True with the given probability: never for 0, always for 1. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Draws an element of a list, each with the same probability. */
    public <T> T pick(List<T> elements) {
        return elements.get((int) below(elements.size()));
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
