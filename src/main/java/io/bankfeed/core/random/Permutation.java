package io.bankfeed.core.random;

/**
 * A keyed permutation of the whole numbers from 0 to {@code size - 1}, which is computed and not stored. Each round of
 * multiplication by an odd number and xor-shift is a bijection of a power of two. Results that are out of range are
 * permuted again ("cycle walking", Black and Rogaway, "Ciphers with arbitrary finite domains", 2002), which takes fewer
 * than two steps on average. Immutable and thread-safe.
 */
public final class Permutation {

    /**
     * With three rounds, about one key in 200 has multipliers so close to 1 that the order is visible; with five, none
     * was found.
     */
    private static final int ROUNDS = 5;

    private final long size;
    private final long mask;
    private final int shift;
    private final long[] multipliers = new long[ROUNDS];
    private final long[] additions = new long[ROUNDS];

    /**
     * @param key selects the permutation
     * @param size the number of values, at least 1
     * @throws IllegalArgumentException if the size is less than 1
     */
    public Permutation(long key, long size) {
        if (size < 1) {
            throw new IllegalArgumentException("A permutation must have at least one number, but has " + size);
        }
        this.size = size;
        int bits = Math.max(2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
        mask = (1L << bits) - 1;
        shift = (bits + 1) / 2;
        for (int round = 0; round < ROUNDS; round++) {
            multipliers[round] = Hash64.of(key, 2L * round) | 1;
            additions[round] = Hash64.of(key, 2L * round + 1);
        }
    }

    /** The image of a number from 0 to {@code size - 1}. */
    public long at(long number) {
        long result = number;
        do {
            result = permuteOnce(result);
        } while (result >= size);
        return result;
    }

    private long permuteOnce(long number) {
        long x = number;
        for (int round = 0; round < ROUNDS; round++) {
            x = (x * multipliers[round] + additions[round]) & mask;
            x ^= x >>> shift;
        }
        return x;
    }
}
