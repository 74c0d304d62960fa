package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {

    private static final long AT = 1_800_000_000_000_000L;
    private static final double THIRD = 1.0 / 3;

    @Test
    void aBatchIsDueAfterEachPeriod() {
        Pace pace = new Pace(true, 0.5, 10, 100, AT);

        assertThat(pace.lastDue(AT)).isEqualTo(100);
        assertThat(pace.lastDue(AT + 499_999)).isEqualTo(100);
        assertThat(pace.lastDue(AT + 500_000)).isEqualTo(110);
        assertThat(pace.lastDue(AT + 1_000_000)).isEqualTo(120);
        assertThat(pace.dueMicros(101)).isEqualTo(AT + 500_000);
        assertThat(pace.dueMicros(110)).isEqualTo(AT + 500_000);
        assertThat(pace.dueMicros(111)).isEqualTo(AT + 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.003, 0.007, THIRD, 0.1, 1.1, 3600})
    void aTransactionIsDueWhenItIsTheLastThatIsDue(double frequencySeconds) {
        Pace pace = new Pace(true, frequencySeconds, 3, 7, AT);
        long before = 0;
        for (long number = 8; number < 100_000; number += number < 1_000 ? 1 : 997) {
            long due = pace.dueMicros(number);

            assertThat(due).as("Number %d", number).isGreaterThanOrEqualTo(before);
            assertThat(pace.lastDue(due)).as("Number %d", number).isGreaterThanOrEqualTo(number);
            assertThat(pace.lastDue(due - 1)).as("Number %d", number).isLessThan(number);
            before = due;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.003, THIRD})
    void theMeanRateIsExactAfterYears(double frequencySeconds) {
        Pace pace = new Pace(true, frequencySeconds, 1, 0, AT);
        long years = 10L * 365 * 86_400;

        assertThat(pace.lastDue(AT + years * 1_000_000))
                .isBetween((long) (years / frequencySeconds) - 1, (long) Math.ceil(years / frequencySeconds));
    }

    @Test
    void nothingIsDueBeforeItBegan() {
        Pace pace = new Pace(true, 1, 1, 5, AT);

        assertThat(pace.lastDue(AT - 1)).isEqualTo(5);
        assertThat(pace.lastDue(0)).isEqualTo(5);
        assertThat(pace.dueMicros(5)).isEqualTo(AT);
        assertThat(pace.dueMicros(1)).isEqualTo(AT);
    }

    @Test
    void nothingIsDueWhileItIsStopped() {
        Pace pace = new Pace(false, 1, 1, 5, AT);

        assertThat(pace.lastDue(AT + 1_000_000_000)).isEqualTo(5);
        assertThat(pace.dueMicros(5)).isEqualTo(AT);
        assertThat(pace.dueMicros(6)).isEqualTo(Pace.NEVER);
    }

    @Test
    void aChangeGoesOnAfterWhatWasDue() {
        Pace changed = new Pace(true, 1, 10, 100, AT).with(true, 0.5, 4, AT + 2_700_000);

        assertThat(changed).isEqualTo(new Pace(true, 0.5, 4, 120, AT + 2_700_000));
        assertThat(changed.dueMicros(121)).isEqualTo(AT + 3_200_000);
    }

    @Test
    void aChangeByAReplicaWhoseClockIsBehindTakesNothingBack() {
        Pace pace = new Pace(true, 1, 10, 100, AT);

        assertThat(pace.with(true, 2, 10, AT - 5_000_000)).isEqualTo(new Pace(true, 2, 10, 100, AT));
    }

    @Test
    void whatPassesWhileItIsStoppedIsNotDueLater() {
        Pace stopped = new Pace(true, 1, 1, 0, AT).with(false, 1, 1, AT + 10_000_000);
        Pace started = stopped.with(true, 1, 1, AT + 60_000_000);

        assertThat(started.lastDue(AT + 60_000_000)).isEqualTo(10);
        assertThat(started.lastDue(AT + 61_000_000)).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 1000, 1000000", "0.5, 3, 6", "1, 1, 1", "3600, 1, 1", "3600, 1000, 1000"})
    void aSecondHasAtLeastABatch(double frequencySeconds, int batchSize, long expected) {
        assertThat(new Pace(true, frequencySeconds, batchSize, 0, AT).perSecond())
                .isEqualTo(expected);
    }

    @Test
    void settingsAreComparedWithoutWhenTheyBegan() {
        Pace pace = new Pace(true, 1, 10, 100, AT);

        assertThat(pace.hasSettingsOf(new Pace(true, 1, 10, 7, AT + 1))).isTrue();
        assertThat(pace.hasSettingsOf(new Pace(false, 1, 10, 100, AT))).isFalse();
        assertThat(pace.hasSettingsOf(new Pace(true, 2, 10, 100, AT))).isFalse();
        assertThat(pace.hasSettingsOf(new Pace(true, 1, 11, 100, AT))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0.0009, 1, 0", "3601, 1, 0", "NaN, 1, 0", "1, 0, 0", "1, 1001, 0", "1, 1, -1"})
    void valuesOutOfRangeAreRefused(double frequencySeconds, int batchSize, long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pace(true, frequencySeconds, batchSize, number, AT))
                .withMessageStartingWith("Invalid pace: ");
    }
}
