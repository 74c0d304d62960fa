package io.bankfeed.generator;

import io.bankfeed.core.transaction.BankTime;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** The bank's time, in microseconds since 1970-01-01T00:00Z. Thread-safe. */
sealed interface BankClock {

    long nowMicros();

    /**
     * Returns the time of transactions that are generated now.
     *
     * @param elapsedMicros by how much simulated time advances, in microseconds
     */
    long tick(long elapsedMicros);

    /**
     * The time of a transaction of a world that is generated now. Simulated time advances to its time in the world.
     *
     * @param worldMicros its time in the world
     * @param systemMicros the time at which it is generated
     */
    long stamp(long worldMicros, long systemMicros);

    /** The system time. */
    record SystemTime(Clock clock) implements BankClock {

        @Override
        public long nowMicros() {
            return BankTime.microsOf(clock.instant());
        }

        @Override
        public long tick(long elapsedMicros) {
            return nowMicros();
        }

        @Override
        public long stamp(long worldMicros, long systemMicros) {
            return systemMicros;
        }
    }

    /** A time that advances only when transactions are generated, so that it is the same in every run. */
    final class SimulatedTime implements BankClock {

        private final AtomicLong nowMicros;

        SimulatedTime(long startMicros) {
            nowMicros = new AtomicLong(startMicros);
        }

        @Override
        public long nowMicros() {
            return nowMicros.get();
        }

        @Override
        public long tick(long elapsedMicros) {
            return nowMicros.addAndGet(elapsedMicros);
        }

        @Override
        public long stamp(long worldMicros, long systemMicros) {
            nowMicros.accumulateAndGet(worldMicros, Math::max);
            return worldMicros;
        }
    }
}
