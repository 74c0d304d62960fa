package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.random.KeyedRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HoursTest {

    private static final Hours NIGHT = Hours.of(22, 23, 2, 3, 4);

    @Test
    void containsExactlyTheGivenHours() {
        assertThat(IntStream.range(0, Hours.PER_DAY).filter(NIGHT::contains)).containsExactly(2, 3, 4, 22, 23);
    }

    @Test
    void allContainsEveryHour() {
        assertThat(IntStream.range(0, Hours.PER_DAY)).allMatch(Hours.ALL::contains);
    }

    @Test
    void hoursAreDrawnUniformly() {
        int[] counts = new int[Hours.PER_DAY];
        int drawn = 50_000;

        for (int i = 0; i < drawn; i++) {
            counts[NIGHT.draw(new KeyedRandom(20261122, i))]++;
        }

        for (int hour = 0; hour < Hours.PER_DAY; hour++) {
            // Four standard deviations of a binomial distribution of 50,000.
            assertThat(counts[hour] / (double) drawn)
                    .as("hour %d", hour)
                    .isCloseTo(NIGHT.contains(hour) ? 0.2 : 0, within(NIGHT.contains(hour) ? 0.0072 : 0));
        }
    }

    @Test
    void changesToTheArrayHaveNoEffect() {
        int[] given = {5};
        Hours hours = Hours.of(given);

        given[0] = 7;

        assertThat(hours.contains(5)).isTrue();
        assertThat(hours.draw(new KeyedRandom(1, 1))).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 24, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void hoursOutOfRangeAreRejected(int hour) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hours.of(3, hour))
                .withMessage("An hour must be from 0 to 23, but was " + hour);
    }

    @Test
    void emptySetIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(Hours::of).withMessage("At least one hour is required");
    }
}
