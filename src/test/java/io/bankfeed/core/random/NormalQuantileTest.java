package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalQuantileTest {

    /** The algorithm is accurate to about 16 digits, of which rounding costs the last. */
    private static final double RELATIVE_ERROR = 1e-15;

    // Computed with 60 digits from the continued fraction and the power series of the normal integral. The values are
    // at the centre, in both tails, at the boundaries of the three approximations, and at the smallest and the largest
    // random number of 52 bits.
    @ParameterizedTest
    @CsvSource({
        "0.975, 1.9599639845400538",
        "0.841344746068543, 1.0000000000000004",
        "0.1, -1.2815515655446004",
        "0.9, 1.2815515655446006",
        "0.075, -1.439531470938456",
        "0.925, 1.4395314709384561",
        "1e-10, -6.361340902404057",
        "1e-12, -7.034483825301132",
        "0.999999999999, 7.0344869100478356",
        "1.3887943864964021e-11, -6.657904643501103",
        "1.1102230246251565e-16, -8.209536151601387",
        "1e-300, -37.0470962993612"
    })
    void quantilesAgreeWithKnownValues(double probability, double expected) {
        assertThat(NormalQuantile.of(probability)).isCloseTo(expected, within(Math.abs(expected) * RELATIVE_ERROR));
    }

    @Test
    void medianIsZero() {
        assertThat(NormalQuantile.of(0.5)).isZero();
    }

    @Test
    void quantilesAreSymmetricToTheLastBit() {
        // Multiples of 2^-14, for which 1 - p is exact.
        for (int i = 1; i < 1 << 13; i++) {
            double probability = i * 0x1.0p-14;

            assertThat(NormalQuantile.of(1 - probability)).isEqualTo(-NormalQuantile.of(probability));
        }
    }

    @Test
    void quantilesIncreaseWithTheProbability() {
        double previous = Double.NEGATIVE_INFINITY;

        // Geometric steps from 2^-1000, then equal steps: across all three approximations and their boundaries.
        for (double probability = 0x1.0p-1000; probability < 0.001; probability *= 1.25) {
            double quantile = NormalQuantile.of(probability);
            assertThat(quantile).isGreaterThan(previous);
            previous = quantile;
        }
        for (int i = 20; i < 1 << 14; i++) {
            double quantile = NormalQuantile.of(i * 0x1.0p-14);
            assertThat(quantile).isGreaterThan(previous);
            previous = quantile;
        }
    }
}
