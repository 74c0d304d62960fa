package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TrendTest {

    private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

    private final Trend trend = new Trend();

    @Test
    void theSlopeIsThatOfTheLineWithTheLeastSquares() {
        trend.add(1, 1);
        trend.add(2, 3);
        trend.add(3, 2);
        trend.add(4, 6);

        assertThat(trend.slopeFrom(0)).isCloseTo(1.4, EXACTLY);
    }

    @Test
    void whatCameBeforeIsNotInTheSlope() {
        trend.add(1, 1000);
        trend.add(2, 50);
        trend.add(3, 52);
        trend.add(4, 54);

        assertThat(trend.slopeFrom(2)).isCloseTo(2, EXACTLY);
    }

    @Test
    void theMeanIsThatOfOneMinute() {
        trend.add(1, 1000);
        trend.add(1.5, 10);
        trend.add(2, 20);
        trend.add(2.5, 1000);

        assertThat(trend.meanOfMinuteBefore(2)).isCloseTo(15, EXACTLY);
    }

    @Test
    void oneSampleHasNoSlope() {
        trend.add(1, 1);

        assertThatIllegalStateException().isThrownBy(() -> trend.slopeFrom(0));
        assertThatIllegalStateException().isThrownBy(() -> trend.meanOfMinuteBefore(5));
    }
}
