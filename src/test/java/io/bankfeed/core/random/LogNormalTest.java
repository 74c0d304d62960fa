package io.bankfeed.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogNormalTest {

    @Test
    void medianIsTheExponentialOfMu() {
        assertThat(new LogNormal(13.8, 1.2).quantile(0.5)).isEqualTo(984_609L);
    }

    @Test
    void quantileOneStandardDeviationAboveTheMedianIsTheExponentialOfMuPlusSigma() {
        // e^15 = 3,269,017.37
        assertThat(new LogNormal(13.8, 1.2).quantile(0.841344746068543)).isEqualTo(3_269_017L);
    }

    @Test
    void quantilesOfTheMostExtremeProbabilitiesAreFinite() {
        LogNormal loans = new LogNormal(13.0, 1.5);

        long lowest = loans.quantile(0x1.0p-53);
        long highest = loans.quantile(1 - 0x1.0p-53);

        // e^(13 - 1.5 * 8.2095) and e^(13 + 1.5 * 8.2095)
        assertThat(lowest).isEqualTo(2L);
        assertThat(highest).isCloseTo(98_535_000_000L, within(100_000_000L));
    }

    @Test
    void quantilesIncreaseWithTheProbability() {
        LogNormal amounts = new LogNormal(13.8, 1.2);
        long previous = 0;

        for (int i = 1; i < 1000; i++) {
            long quantile = amounts.quantile(i / 1000.0);
            assertThat(quantile).isGreaterThan(previous);
            previous = quantile;
        }
    }

    @Test
    void densityDecreasesOnBothSidesOfMu() {
        LogNormal deposits = new LogNormal(13.1, 1.4);

        assertThat(deposits.logDensity(13.1)).isGreaterThan(deposits.logDensity(13.2));
        assertThat(deposits.logDensity(13.0)).isCloseTo(deposits.logDensity(13.2), within(1e-12));
        // One standard deviation from the mean, the density of a normal distribution is lower by a factor of e^-0.5.
        assertThat(deposits.logDensity(13.1) - deposits.logDensity(14.5)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void densitiesOfAllLogNormalsHaveTheSameConstant() {
        // Ratios are those of the true densities if every integral is the same: the square root of two pi. A sum over
        // equal steps of a normal density is exact to many more digits than the tolerance.
        double expected = Math.sqrt(2 * Math.PI);

        assertThat(integralOfDensity(new LogNormal(13.1, 1.4))).isCloseTo(expected, within(1e-9));
        assertThat(integralOfDensity(new LogNormal(13.5, 1.3))).isCloseTo(expected, within(1e-9));
        assertThat(integralOfDensity(new LogNormal(0, 0.2))).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, Double.NaN, Double.NEGATIVE_INFINITY})
    void sigmaThatIsNotPositiveIsRejected(double sigma) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormal(13.8, sigma))
                .withMessage("sigma must be positive, but was " + sigma);
    }

    private static double integralOfDensity(LogNormal distribution) {
        double step = 0.01;
        double sum = 0;
        for (double logValue = -20; logValue < 40; logValue += step) {
            sum += Math.exp(distribution.logDensity(logValue)) * step;
        }
        return sum;
    }
}
