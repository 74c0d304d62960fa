package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.junit.jupiter.api.Test;

final class KeyedRandomTest {

    /** Bound of a standard normal statistic for a fixed seed, which one in 16,000 sound generators would exceed. */
    private static final double FOUR_STANDARD_DEVIATIONS = 4;

    // INVARIANT: the sequences never change, since every dataset generated from a seed depends on them. The expected
    // values were computed with an independent implementation of SplitMix64's finalizer and xoroshiro128++ in Python.
    @Test
    void sequenceOfAKeyAndIndexNeverChanges() {
        KeyedRandom random = new KeyedRandom(42, 7);

        assertThat(random.below(1L << 61)).isEqualTo(2_227_978_628_036_668_953L);
        assertThat(random.below(1L << 61)).isEqualTo(411_405_412_241_869_440L);
        assertThat(random.below(1_000_000)).isEqualTo(140_343);
        assertThat(random.unit()).isEqualTo(0.8819552365834097);
        assertThat(random.between(-5, 5)).isEqualTo(-3);
    }

    @Test
    void outputIsThatOfXoroshiro128PlusPlus() {
        for (long key = -50; key < 50; key++) {
            XoRoShiRo128PlusPlus source = new XoRoShiRo128PlusPlus(Hash64.of(key, 3), Hash64.of(~key, 3) | 1);
            KeyedRandom random = new KeyedRandom(key, 3);

            for (int i = 0; i < 200; i++) {
                assertThat(random.unit()).isEqualTo(Hash64.unit(source.nextLong()));
            }
        }
    }

    @Test
    void sameKeyAndIndexGiveTheSameSequence() {
        assertThat(first(new KeyedRandom(1, 2))).containsExactly(first(new KeyedRandom(1, 2)));
    }

    @Test
    void differentKeysOrIndexesGiveDifferentSequences() {
        assertThat(first(new KeyedRandom(1, 2)))
                .isNotEqualTo(first(new KeyedRandom(1, 3)))
                .isNotEqualTo(first(new KeyedRandom(2, 2)))
                .isNotEqualTo(first(new KeyedRandom(2, 1)))
                .isNotEqualTo(first(new KeyedRandom(~1, 2)));
    }

    @Test
    void betweenReachesBothBounds() {
        KeyedRandom random = new KeyedRandom(3, 0);
        int[] counts = new int[7];

        for (int i = 0; i < 10_000; i++) {
            counts[random.between(10, 16) - 10]++;
        }

        assertThat(counts).doesNotContain(0);
    }

    @Test
    void rangeOfOneNumberGivesThatNumber() {
        KeyedRandom random = new KeyedRandom(3, 1);

        assertThat(random.below(1)).isZero();
        assertThat(random.between(-9, -9)).isEqualTo(-9);
        assertThat(random.between(1_000_000_000_000L, 1_000_000_000_000L)).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void boundCanBeAnyPositiveNumber() {
        KeyedRandom random = new KeyedRandom(3, 2);

        for (int i = 0; i < 100; i++) {
            assertThat(random.below(1L << 62)).isBetween(0L, (1L << 62) - 1);
            assertThat(random.below(Long.MAX_VALUE)).isBetween(0L, Long.MAX_VALUE - 1);
        }
    }

    @Test
    void numbersBelowABoundAreUniform() {
        KeyedRandom random = new KeyedRandom(4, 0);

        for (int bound : new int[] {2, 7, 10, 100, 4096}) {
            int[] counts = new int[bound];
            for (int i = 0; i < 200_000; i++) {
                counts[(int) random.below(bound)]++;
            }
            assertThat(ChiSquare.deviationFromUniform(counts))
                    .as("below %d", bound)
                    .isBetween(-FOUR_STANDARD_DEVIATIONS, FOUR_STANDARD_DEVIATIONS);
        }
    }

    @Test
    void firstNumbersOfSuccessiveIndexesAreIndependent() {
        int[] pairs = new int[16 * 16];
        int previous = 0;

        for (int index = 0; index < 200_000; index++) {
            int next = (int) new KeyedRandom(5, index).below(16);
            pairs[previous * 16 + next]++;
            previous = next;
        }

        assertThat(ChiSquare.deviationFromUniform(pairs))
                .isBetween(-FOUR_STANDARD_DEVIATIONS, FOUR_STANDARD_DEVIATIONS);
    }

    @Test
    void successiveNumbersOfAnIndexAreIndependent() {
        int[] pairs = new int[16 * 16];

        for (int index = 0; index < 200_000; index++) {
            KeyedRandom random = new KeyedRandom(6, index);
            pairs[(int) (random.below(16) * 16 + random.below(16))]++;
        }

        assertThat(ChiSquare.deviationFromUniform(pairs))
                .isBetween(-FOUR_STANDARD_DEVIATIONS, FOUR_STANDARD_DEVIATIONS);
    }

    @Test
    void unitIsUniformBetweenZeroAndOne() {
        KeyedRandom random = new KeyedRandom(7, 0);
        int[] counts = new int[1000];

        for (int i = 0; i < 200_000; i++) {
            counts[(int) (random.unit() * 1000)]++;
        }

        assertThat(ChiSquare.deviationFromUniform(counts))
                .isBetween(-FOUR_STANDARD_DEVIATIONS, FOUR_STANDARD_DEVIATIONS);
    }

    @Test
    void probabilityZeroNeverOccursAndOneAlways() {
        KeyedRandom random = new KeyedRandom(8, 0);
        int impossible = 0;
        int certain = 0;

        for (int i = 0; i < 100_000; i++) {
            impossible += random.chance(0) ? 1 : 0;
            certain += random.chance(1) ? 1 : 0;
        }

        assertThat(impossible).isZero();
        assertThat(certain).isEqualTo(100_000);
    }

    @Test
    void chanceHasItsProbability() {
        KeyedRandom random = new KeyedRandom(9, 0);
        int hits = 0;

        for (int i = 0; i < 200_000; i++) {
            hits += random.chance(0.05) ? 1 : 0;
        }

        // Four standard deviations of a binomial distribution: 4 * sqrt(0.05 * 0.95 / 200,000).
        assertThat(hits / 200_000.0).isCloseTo(0.05, within(0.002));
    }

    private static long[] first(KeyedRandom random) {
        long[] numbers = new long[4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.below(1L << 61);
        }
        return numbers;
    }
}
