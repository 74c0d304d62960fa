package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HourHabitTest {

    @Test
    void anyCustomerIsAcceptedAtAnyHour() {
        Stream.concat(Stream.of(HourHabit.OWL), habits())
                .forEach(habit -> assertThat(IntStream.range(0, 24).mapToObj(habit::acceptance))
                        .allMatch(acceptance -> acceptance > 0 && acceptance <= 1));
    }

    @Test
    void peaksAreFrom8To20() {
        assertThat(habits().map(HourHabitTest::peak))
                .containsExactlyElementsOf(IntStream.rangeClosed(8, 20).boxed().toList());
    }

    @Test
    void fewAreActiveTwelveHoursFromTheirPeak() {
        habits().forEach(habit -> {
            int peak = peak(habit);
            assertThat(habit.acceptance(peak)).isOne();
            assertThat(habit.acceptance((peak + 12) % 24)).isLessThan(0.1);
        });
    }

    @Test
    void owlsAreActiveAtNight() {
        assertThat(HourHabit.OWL.acceptance(2)).isOne();
        assertThat(HourHabit.OWL.acceptance(22)).isOne();
        assertThat(HourHabit.OWL.acceptance(12)).isLessThan(0.2);
    }

    private static Stream<HourHabit> habits() {
        return IntStream.range(0, 13).mapToObj(i -> HourHabit.of((i + 0.5) / 13));
    }

    private static int peak(HourHabit habit) {
        return IntStream.range(0, 24)
                .boxed()
                .max(Comparator.comparingDouble(habit::acceptance))
                .orElseThrow();
    }
}
