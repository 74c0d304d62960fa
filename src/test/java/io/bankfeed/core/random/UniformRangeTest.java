package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class UniformRangeTest {

    private static final double MIN_PROBABILITY = 0x1.0p-53;
    private static final double MAX_PROBABILITY = 1 - 0x1.0p-53;

    @Test
    void bothEndsAreIncluded() {
        UniformRange loans = new UniformRange(500_000_001L, 2_000_000_000L);

        assertThat(loans.quantile(MIN_PROBABILITY)).isEqualTo(500_000_001L);
        assertThat(loans.quantile(MAX_PROBABILITY)).isEqualTo(2_000_000_000L);
    }

    @Test
    void largestProbabilityGivesTheMaximum() {
        for (long values = 1; values < 1L << 40; values = values * 3 / 2 + 1) {
            assertThat(new UniformRange(1, values).quantile(MAX_PROBABILITY)).isEqualTo(values);
        }
    }

    @Test
    void allValuesAreEquallyLikely() {
        UniformRange range = new UniformRange(1, 49);
        int[] counts = new int[50];

        for (int i = 0; i < 4900; i++) {
            counts[(int) range.quantile((i + 0.5) / 4900)]++;
        }

        assertThat(Arrays.copyOfRange(counts, 1, 50)).containsOnly(100);
        assertThat(counts[0]).isZero();
    }

    @Test
    void rangeOfOneValueGivesThatValue() {
        UniformRange range = new UniformRange(7, 7);

        assertThat(range.quantile(MIN_PROBABILITY)).isEqualTo(7);
        assertThat(range.quantile(MAX_PROBABILITY)).isEqualTo(7);
    }

    @Test
    void minGreaterThanMaxIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UniformRange(8, 7))
                .withMessage("min 8 is greater than max 7");
    }
}
