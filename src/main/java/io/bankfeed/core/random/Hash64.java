package io.bankfeed.core.random;

/** Hashing of 64-bit keys, of which everything that is derived rather than drawn is made. */
public final class Hash64 {

    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private Hash64() {}

    /** A 64-bit bijection without visible pattern (David Stafford's variant 13 of MurmurHash3's finalizer). */
    public static long of(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The hash of an index under a key: for one key no two indices have the same. */
    public static long of(long key, long index) {
        return of(of(key) + (index + 1) * GOLDEN_RATIO);
    }

    /**
     * A hash as a number over 0 and under 1, one of 2^52 equidistant ones. With one bit more the half that keeps it off
     * the ends would be rounded away, and the greatest be 1.
     */
    public static double unit(long hash) {
        return ((hash >>> 12) + 0.5) * 0x1.0p-52;
    }
}
