package io.bankfeed.generator;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BankClockTest {

    private static final long START = micros("2026-11-22T17:03:12.123456+07:00");

    @Test
    void simulatedTimeStandsStillWithoutTransactions() {
        BankClock clock = new BankClock.SimulatedTime(START);

        assertThat(clock.nowMicros()).isEqualTo(START);
        assertThat(clock.nowMicros()).isEqualTo(START);
    }

    @Test
    void simulatedTimeAdvancesByTheElapsedTime() {
        BankClock clock = new BankClock.SimulatedTime(START);

        assertThat(clock.tick(1_000_000)).isEqualTo(START + 1_000_000);
        assertThat(clock.nowMicros()).isEqualTo(START + 1_000_000);
        assertThat(clock.tick(0)).isEqualTo(START + 1_000_000);
        assertThat(clock.tick(7)).isEqualTo(START + 1_000_007);
        assertThat(clock.nowMicros()).isEqualTo(START + 1_000_007);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T17:03:12.123456+07:00",
                "1970-01-01T00:00:00+07:00",
                "1969-12-31T23:59:59.999999Z",
                "2199-12-31T23:59:59.999999+07:00"
            })
    void systemTimeIsTruncatedToMicroseconds(String time) {
        // Fractions of a microsecond are dropped.
        BankClock clock = new BankClock.SystemTime(
                Clock.fixed(Instant.EPOCH.plusNanos(micros(time) * 1000 + 999), ZoneOffset.UTC));

        assertThat(clock.nowMicros()).isEqualTo(micros(time));
    }

    @Test
    void systemTimeIgnoresTheElapsedTime() {
        ManualClock manual = new ManualClock(Instant.ofEpochSecond(100));
        BankClock clock = new BankClock.SystemTime(manual);

        assertThat(clock.tick(5_000_000)).isEqualTo(100_000_000);

        manual.now = Instant.ofEpochSecond(101);
        assertThat(clock.nowMicros()).isEqualTo(101_000_000);
        assertThat(clock.tick(5_000_000)).isEqualTo(101_000_000);
    }

    private static final class ManualClock extends Clock {

        private Instant now;

        private ManualClock(Instant now) {
            this.now = now;
        }

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
            throw new UnsupportedOperationException();
        }
    }
}
