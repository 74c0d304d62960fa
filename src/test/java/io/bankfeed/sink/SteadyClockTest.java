package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Machine machine = new Machine();
    private long nanos = 5_000_000_000L;
    private final SteadyClock clock = new SteadyClock(machine, () -> nanos);

    @Test
    void goesOnFromTheTimeOfTheMachineAtTheStart() {
        pass(Duration.ofSeconds(3));

        assertThat(clock.nowMicros()).isEqualTo(micros(START.plusSeconds(3)));
    }

    @Test
    void isNotSetWithTheMachine() {
        machine.now = START.minusSeconds(3_600);
        pass(Duration.ofMillis(1));

        assertThat(clock.nowMicros()).isEqualTo(micros(START.plusMillis(1)));
    }

    @Test
    void noticesOnceThatTheMachineWasSetBack() {
        pass(Duration.ofSeconds(10));
        assertThat(clock.wasSetBack()).isFalse();

        machine.now = machine.now.minusSeconds(2);
        pass(Duration.ofSeconds(5));

        assertThat(clock.wasSetBack()).isTrue();
        assertThat(clock.wasSetBack()).isFalse();
    }

    @Test
    void noticesItAfterTheMachineWasSetForward() {
        machine.now = machine.now.plusSeconds(60);
        assertThat(clock.wasSetBack()).isFalse();

        machine.now = machine.now.minusSeconds(60);

        assertThat(clock.wasSetBack()).isTrue();
    }

    @Test
    void doesNotNoticeSmallCorrections() {
        machine.now = machine.now.minusMillis(500);
        assertThat(clock.wasSetBack()).isFalse();

        machine.now = machine.now.minusMillis(500);
        assertThat(clock.wasSetBack()).isFalse();

        machine.now = machine.now.minusMillis(501);
        assertThat(clock.wasSetBack()).isTrue();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        machine.now = machine.now.plus(time);
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1_000;
    }

    private static final class Machine extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
