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
    private final long beginning = time.nanos();
    private final List<Long> releasedMillis = new ArrayList<>();
    private Runnable failing = () -> {};
    private final Pacer pacer = new Pacer(time, time::nanos, late -> {
        failing.run();
        releasedMillis.add((time.nanos() - beginning) / MILLI);
    });

    @Test
    void releasesOneBatchEachPeriodTheFirstAfterOne() {
        pacer.arm(100 * MILLI);
        time.advance(0.35);

        assertThat(releasedMillis).containsExactly(100L, 200L, 300L);
    }

    @Test
    void catchesUpWithASecondOfLateBatchesAndCountsTheRest() {
        pacer.arm(100 * MILLI);
        time.advance(0.25);
        time.stall(3.0);
        time.advance(0.1);

        // At 3.25 s, 30 batches are late: 20 are left out, 10 are released at once. Then the pace is as before.
        assertThat(releasedMillis).hasSize(2 + 10 + 1).endsWith(3250L, 3250L, 3300L);
        assertThat(pacer.skipped()).isEqualTo(20);
    }

    @Test
    void aLongPeriodIsKeptToTheNanosecond() {
        pacer.arm(3_600_000 * MILLI);
        time.advance(3_599.999);
        assertThat(releasedMillis).isEmpty();

        time.advance(0.001);
        assertThat(releasedMillis).containsExactly(3_600_000L);
    }

    @Test
    void aNewPeriodHoldsAtOnce() {
        pacer.arm(3_600_000 * MILLI);
        time.advance(1);
        pacer.changePeriod(400 * MILLI);
        time.advance(1);

        assertThat(releasedMillis).containsExactly(1000L, 1400L, 1800L);
    }

    @Test
    void aReleaseThatWaitedWhileItWasCancelledDoesNothing() {
        pacer.arm(100 * MILLI);
        Runnable waiting = time.next();
        pacer.changePeriod(50 * MILLI);
        waiting.run();
        time.advance(0.2);

        assertThat(releasedMillis).containsExactly(50L, 100L, 150L, 200L);
        assertThat(time.scheduled()).isEqualTo(1);
    }

    @Test
    void theSamePeriodAgainDoesNotMoveTheBatches() {
        pacer.arm(100 * MILLI);
        for (int i = 0; i < 10; i++) {
            time.advance(0.033);
            pacer.changePeriod(100 * MILLI);
        }

        assertThat(releasedMillis).containsExactly(100L, 200L, 300L);
    }

    @Test
    void nothingIsReleasedAfterDisarmingAndAPeriodAloneDoesNotArm() {
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
    void aReleaseThatFailsIsCountedAndTheNextIsArmedAgain(boolean memoryRunsOut) {
        pacer.arm(100 * MILLI);
        failing = () -> {
            if (memoryRunsOut) {
                throw new OutOfMemoryError("as the test wants it");
            }
            throw new IllegalStateException("as the test wants it");
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
    void keepingArmedWhatIsArmedChangesNothing() {
        pacer.arm(100 * MILLI);
        pacer.keepArmed();
        time.advance(0.25);

        assertThat(releasedMillis).containsExactly(100L, 200L);
    }
}
