package io.bankfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.streaming.ManualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacerTest {

    private static final long MILLI = 1_000_000;

    private final ManualTime time = new ManualTime();
    private final long startNanos = time.nanos();
    private final List<Long> releasedMillis = new ArrayList<>();
    private Runnable failing = () -> {};
    private final Pacer pacer = new Pacer(time, time::nanos, late -> {
        failing.run();
        releasedMillis.add((time.nanos() - startNanos) / MILLI);
    });

    @Test
    void releasesOneBatchPerPeriod() {
        pacer.arm(100 * MILLI);
        time.advance(0.35);

        assertThat(releasedMillis).containsExactly(100L, 200L, 300L);
    }

    @Test
    void releasesOneSecondOfLateBatchesAndSkipsTheRest() {
        pacer.arm(100 * MILLI);
        time.advance(0.25);
        time.stall(3.0);
        time.advance(0.1);

        // At 3.25 s, 30 batches are late: 20 are skipped, 10 are released immediately. Then the pace is as before.
        assertThat(releasedMillis).hasSize(2 + 10 + 1).endsWith(3250L, 3250L, 3300L);
        assertThat(pacer.skipped()).isEqualTo(20);
    }

    @Test
    void longPeriodIsExact() {
        pacer.arm(3_600_000 * MILLI);
        time.advance(3_599.999);
        assertThat(releasedMillis).isEmpty();

        time.advance(0.001);
        assertThat(releasedMillis).containsExactly(3_600_000L);
    }

    @Test
    void newPeriodTakesEffectImmediately() {
        pacer.arm(3_600_000 * MILLI);
        time.advance(1);
        pacer.changePeriod(400 * MILLI);
        time.advance(1);

        assertThat(releasedMillis).containsExactly(1000L, 1400L, 1800L);
    }

    @Test
    void cancelledReleaseDoesNothing() {
        pacer.arm(100 * MILLI);
        Runnable waiting = time.next();
        pacer.changePeriod(50 * MILLI);
        waiting.run();
        time.advance(0.2);

        assertThat(releasedMillis).containsExactly(50L, 100L, 150L, 200L);
        assertThat(time.scheduled()).isEqualTo(1);
    }

    @Test
    void samePeriodDoesNotShiftBatches() {
        pacer.arm(100 * MILLI);
        for (int i = 0; i < 10; i++) {
            time.advance(0.033);
            pacer.changePeriod(100 * MILLI);
        }

        assertThat(releasedMillis).containsExactly(100L, 200L, 300L);
    }

    @Test
    void disarmedPacerReleasesNothing() {
        pacer.arm(100 * MILLI);
        time.advance(0.25);
        pacer.disarm();
        pacer.changePeriod(50 * MILLI);
        time.advance(10);

        assertThat(releasedMillis).hasSize(2);
        assertThat(pacer.isStalled()).isFalse();
    }

    @Test
    void isStalledAfterThreePeriodsAndFiveSecondsWithoutARelease() {
        pacer.arm(1_000 * MILLI);
        time.stall(8.0);
        assertThat(pacer.isStalled()).isFalse();

        time.stall(0.001);
        assertThat(pacer.isStalled()).isTrue();

        time.advance(0);
        assertThat(pacer.isStalled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failedReleaseIsSkippedAndThePacerCanBeRearmed(boolean outOfMemory) {
        pacer.arm(100 * MILLI);
        failing = () -> {
            if (outOfMemory) {
                throw new OutOfMemoryError("expected by the test");
            }
            throw new IllegalStateException("expected by the test");
        };
        time.advance(0.15);
        failing = () -> {};
        time.advance(0.8);
        assertThat(releasedMillis).isEmpty();

        pacer.keepArmed();
        time.advance(0.1);

        assertThat(pacer.skipped()).isEqualTo(1);
        assertThat(releasedMillis).hasSize(9).endsWith(1000L);
    }

    @Test
    void keepArmedHasNoEffectOnAnArmedPacer() {
        pacer.arm(100 * MILLI);
        pacer.keepArmed();
        time.advance(0.25);

        assertThat(releasedMillis).containsExactly(100L, 200L);
    }
}
