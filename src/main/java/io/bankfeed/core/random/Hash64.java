package io.bankfeed.core.random;

/**
 * Hash functions of 64-bit keys. Every value that is derived from a seed without drawing comes from them. Thread-safe.
 */
public final class Hash64 {

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private Hash64() {}

    /** A bijection of 64-bit values that looks random: David Stafford's variant 13 of MurmurHash3's finalizer. */
    public static long of(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The hash of an index under a key. Under one key, all indexes have different hashes. */
    public static long of(long key, long index) {
        return of(of(key) + (index + 1) * GOLDEN_RATIO);
    }

    /**
     * Maps a hash to a number over 0 and under 1, one of 2^52 equidistant numbers. With another bit, the offset of a
     * half that excludes the ends would be lost to rounding, and the largest number would be 1.
     */
    public static double unit(long hash) {
        return ((hash >>> 12) + 0.5) * 0x1.0p-52;
    }
}
