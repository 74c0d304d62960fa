package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private Instant machine = START;
    private long nanos = 5_000_000_000L;
    private final SteadyClock clock = new SteadyClock(() -> machine, () -> nanos);

    @Test
    void goesOnFromTheTimeOfTheMachineAtTheStart() {
        pass(Duration.ofSeconds(3));

        assertThat(clock.nowMicros()).isEqualTo(micros(START.plusSeconds(3)));
    }

    @Test
    void isNotSetWithTheMachine() {
        machine = START.minusSeconds(3_600);
        pass(Duration.ofMillis(1));

        assertThat(clock.nowMicros()).isEqualTo(micros(START.plusMillis(1)));
    }

    @Test
    void noticesOnceThatTheMachineWasSetBack() {
        pass(Duration.ofSeconds(10));
        assertThat(clock.wasSetBack()).isFalse();

        machine = machine.minusSeconds(2);
        pass(Duration.ofSeconds(5));

        assertThat(clock.wasSetBack()).isTrue();
        assertThat(clock.wasSetBack()).isFalse();
    }

    @Test
    void noticesItAfterTheMachineWasSetForward() {
        machine = machine.plusSeconds(60);
        assertThat(clock.wasSetBack()).isFalse();

        machine = machine.minusSeconds(60);

        assertThat(clock.wasSetBack()).isTrue();
    }

    @Test
    void doesNotNoticeSmallCorrections() {
        machine = machine.minusMillis(500);
        assertThat(clock.wasSetBack()).isFalse();

        machine = machine.minusMillis(500);
        assertThat(clock.wasSetBack()).isFalse();

        machine = machine.minusMillis(501);
        assertThat(clock.wasSetBack()).isTrue();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        machine = machine.plus(time);
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1_000;
    }
}
