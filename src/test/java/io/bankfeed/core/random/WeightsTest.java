package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightsTest {

    private static final int DRAWS = 100_000;

    @Test
    void indexesAreDrawnInProportionToTheirWeights() {
        int[] counts = counts(Weights.of(30, 25, 25, 20));

        // Four standard deviations of a binomial distribution of 100,000 are at most 0.0063.
        assertThat(counts[0] / (double) DRAWS).isCloseTo(0.30, within(0.0063));
        assertThat(counts[1] / (double) DRAWS).isCloseTo(0.25, within(0.0063));
        assertThat(counts[2] / (double) DRAWS).isCloseTo(0.25, within(0.0063));
        assertThat(counts[3] / (double) DRAWS).isCloseTo(0.20, within(0.0063));
    }

    @Test
    void onlyTheProportionsOfTheWeightsMatter() {
        assertThat(counts(Weights.of(0.25, 0.5, 0.25))).containsExactly(counts(Weights.of(1, 2, 1)));
        assertThat(counts(Weights.of(1, 1))).containsExactly(counts(Weights.of(1e-300, 1e-300)));
    }

    @Test
    void indexesWithWeightZeroAreNeverDrawn() {
        int[] counts = counts(Weights.of(0, 1, 0, 0.001, 0));

        assertThat(counts[0]).isZero();
        assertThat(counts[1]).isPositive();
        assertThat(counts[2]).isZero();
        assertThat(counts[3]).isPositive();
        assertThat(counts[4]).isZero();
    }

    @Test
    void singleIndexIsAlwaysDrawn() {
        assertThat(counts(Weights.of(0.1))[0]).isEqualTo(DRAWS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void weightsOutOfRangeAreRejected(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weights.of(1, weight))
                .withMessage("A weight must be a number of at least 0, but was " + weight);
    }

    @Test
    void weightsThatAreAllZeroAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weights.of(0, 0))
                .withMessage("At least one of the weights must be over 0, but they were [0.0, 0.0]");
    }

    @Test
    void weightsWithAnInfiniteSumAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weights.of(1e308, 1e308))
                .withMessage("The sum of the weights must be finite, but they were [1.0E308, 1.0E308]");
    }

    @Test
    void emptyWeightsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(Weights::of)
                .withMessage("At least one of the weights must be over 0, but they were []");
    }

    private static int[] counts(Weights weights) {
        int[] counts = new int[5];
        KeyedRandom random = new KeyedRandom(20, 26);
        for (int i = 0; i < DRAWS; i++) {
            counts[weights.draw(random)]++;
        }
        return counts;
    }
}
