package io.bankfeed.generator;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The bank's time, in microseconds since 1970-01-01T00:00Z. Thread-safe. */
sealed interface BankClock {

    long nowMicros();

    /**
     * Now, when transactions are made.
     *
     * @param sinceTheLast microseconds since the transactions before, as far as the service has it in its hands
     */
    long tick(long sinceTheLast);

    /** The time of the machine. */
    record OfTheMachine(Clock clock) implements BankClock {

        private static final long MICROS_PER_SECOND = 1_000_000;
        private static final int NANOS_PER_MICRO = 1_000;

        @Override
        public long nowMicros() {
            Instant now = clock.instant();
            return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / NANOS_PER_MICRO;
        }

        @Override
        public long tick(long sinceTheLast) {
            return nowMicros();
        }
    }

    /** A time that passes only as transactions are made, so that two runs have the same. */
    final class Simulated implements BankClock {

        private final AtomicLong nowMicros;

        Simulated(long startMicros) {
            nowMicros = new AtomicLong(startMicros);
        }

        @Override
        public long nowMicros() {
            return nowMicros.get();
        }

        @Override
        public long tick(long sinceTheLast) {
            return nowMicros.addAndGet(sinceTheLast);
        }
    }
}
