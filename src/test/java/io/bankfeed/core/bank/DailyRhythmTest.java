package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DailyRhythmTest {

    private static final double EVEN_SHARE = 1.0 / Hours.PER_DAY;

    @Test
    void nightIsQuiet() {
        for (int hour = 0; hour <= 5; hour++) {
            assertThat(shareOf(hour)).as("hour %d", hour).isLessThan(EVEN_SHARE / 2);
        }
        assertThat(quietest()).isEqualTo(2);
    }

    @Test
    void middayAndTheEarlyEveningAreBusy() {
        for (int hour : new int[] {11, 12, 17, 18}) {
            assertThat(shareOf(hour)).as("hour %d", hour).isGreaterThan(EVEN_SHARE * 1.4);
        }
        assertThat(shareOf(12)).isGreaterThan(shareOf(15));
        assertThat(shareOf(18)).isGreaterThan(shareOf(15));
    }

    @Test
    void sharesOfAllHoursAddUpToOne() {
        double sum = IntStream.range(0, Hours.PER_DAY)
                .mapToDouble(DailyRhythmTest::shareOf)
                .sum();

        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(DailyRhythm.shareOf(Hours.ALL)).isEqualTo(1);
    }

    @Test
    void shareOfSeveralHoursIsTheSumOfTheirShares() {
        assertThat(DailyRhythm.shareOf(Hours.of(23, 0, 1)))
                .isCloseTo(shareOf(23) + shareOf(0) + shareOf(1), within(1e-12));
    }

    @Test
    void trafficChangesGraduallyAcrossMidnightToo() {
        for (int quarter = 0; quarter < DailyRhythm.QUARTERS; quarter++) {
            double weight = DailyRhythm.weight(quarter);
            double next = DailyRhythm.weight((quarter + 1) % DailyRhythm.QUARTERS);

            // The steepest increase, at dawn, is from 15 to 27 within an hour.
            assertThat(next / weight).as("after quarter %d", quarter).isBetween(0.85, 1.2);
        }
    }

    @Test
    void everyQuarterHasTrafficAndAnHour() {
        assertThat(IntStream.range(0, DailyRhythm.QUARTERS)).allMatch(quarter -> DailyRhythm.weight(quarter) > 0);
        assertThat(DailyRhythm.hourOf(0)).isZero();
        assertThat(DailyRhythm.hourOf(3)).isZero();
        assertThat(DailyRhythm.hourOf(4)).isEqualTo(1);
        assertThat(DailyRhythm.hourOf(95)).isEqualTo(23);
    }

    private static int quietest() {
        return IntStream.range(0, Hours.PER_DAY)
                .reduce((one, other) -> shareOf(one) <= shareOf(other) ? one : other)
                .orElseThrow();
    }

    private static double shareOf(int hour) {
        return DailyRhythm.shareOf(Hours.of(hour));
    }
}
