package io.bankfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CadenceTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    @Test
    void batchesAreDueAtMultiplesOfThePeriod() {
        Cadence cadence = new Cadence(7, 100 * MILLI);

        assertThat(cadence.dueNanos(1)).isEqualTo(7 + 100 * MILLI);
        assertThat(cadence.dueNanos(600)).isEqualTo(7 + 60 * SECOND);
        assertThat(cadence.lastDue(7)).isZero();
        assertThat(cadence.lastDue(7 + 100 * MILLI - 1)).isZero();
        assertThat(cadence.lastDue(7 + 100 * MILLI)).isEqualTo(1);
    }

    @Test
    void doesNotDriftInAYear() {
        Cadence cadence = new Cadence(0, MILLI);
        long year = Duration.ofDays(365).toNanos();

        assertThat(cadence.lastDue(year)).isEqualTo(year / MILLI);
        assertThat(cadence.dueNanos(year / MILLI)).isEqualTo(year);
    }

    @Test
    void worksWithNegativeAndOverflowingClocks() {
        Cadence negative = new Cadence(-5 * SECOND, SECOND);
        Cadence overflowing = new Cadence(Long.MAX_VALUE - SECOND, SECOND);

        assertThat(negative.lastDue(-2 * SECOND)).isEqualTo(3);
        assertThat(overflowing.lastDue(overflowing.dueNanos(3))).isEqualTo(3);
    }

    @Test
    void atMostOneSecondOfLateBatchesIsReleased() {
        assertThat(new Cadence(0, MILLI).maxLate()).isEqualTo(1000);
        assertThat(new Cadence(0, 300 * MILLI).maxLate()).isEqualTo(3);
        assertThat(new Cadence(0, 3600 * SECOND).maxLate()).isEqualTo(1);
    }

    @Test
    void newPeriodStartsAtTheLastBatch() {
        Cadence changed = new Cadence(0, SECOND).withPeriod(50 * MILLI, 4, 4 * SECOND + 20 * MILLI);

        assertThat(changed.dueNanos(1)).isEqualTo(4 * SECOND + 50 * MILLI);
        assertThat(changed.dueNanos(2)).isEqualTo(4 * SECOND + 100 * MILLI);
    }

    @Test
    void newPeriodThatHasPassedIsDueImmediately() {
        long now = 4 * SECOND + 700 * MILLI;

        assertThat(new Cadence(0, SECOND).withPeriod(50 * MILLI, 4, now).dueNanos(1))
                .isEqualTo(now);
    }

    @Test
    void rejectsPeriodOfZero() {
        assertThatThrownBy(() -> new Cadence(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The period must be positive, but was 0 ns");
    }
}
