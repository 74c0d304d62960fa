package io.bankfeed.core.random;

/**
 * A keyed permutation of the whole numbers from 0 to {@code size - 1} that is computed, not stored. Rounds of
 * xor-shift and odd multiplication are bijections of a power of two; results beyond the size are permuted again until
 * they fall within ("cycle walking", Black and Rogaway, "Ciphers with arbitrary finite domains", 2002), fewer than two
 * steps on average. Immutable and thread-safe.
 */
public final class Permutation {

    /** With three, one key in 200 multiplies by numbers so near 1 that the order shows the numbers; with five, none seen. */
    private static final int ROUNDS = 5;

    private final long size;
    private final long mask;
    private final int shift;
    private final long[] multipliers = new long[ROUNDS];
    private final long[] additions = new long[ROUNDS];

    /** @param size how many numbers are permuted, at least 1 */
    public Permutation(long key, long size) {
        if (size < 1) {
            throw new IllegalArgumentException("A permutation needs at least one number, not " + size);
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

    /** Where the permutation takes a number from 0 to {@code size - 1}. */
    public long at(long number) {
        long result = number;
        do {
            result = once(result);
        } while (result >= size);
        return result;
    }

    private long once(long number) {
        long x = number;
        for (int round = 0; round < ROUNDS; round++) {
            x = (x * multipliers[round] + additions[round]) & mask;
            x ^= x >>> shift;
        }
        return x;
    }
}
