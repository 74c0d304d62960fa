package io.bankfeed.sink;

import io.bankfeed.core.transaction.BankTime;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The time of a replica: that of the machine when it started, which goes on from there whatever the machine's is set to. */
final class SteadyClock {

    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;

    /** Smaller corrections of the machine's clock are ignored. */
    private static final long IGNORED_MILLIS = 500;

    private final InstantSource machine;
    private final LongSupplier nanos;
    private final long startNanos;
    private final long startMicros;

    /** By how much the machine's clock was ahead of this one when it was last asked for. */
    private long aheadMillis;

    /** @param nanos a monotonic clock, such as {@link System#nanoTime} */
    SteadyClock(InstantSource machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
        startNanos = nanos.getAsLong();
        startMicros = BankTime.microsOf(machine.instant());
        aheadMillis = machineIsAheadByMillis();
    }

    /** The time in microseconds since 1970-01-01T00:00Z, which never goes back. Thread-safe. */
    long nowMicros() {
        return startMicros + (nanos.getAsLong() - startNanos) / NANOS_PER_MICRO;
    }

    /** Whether the machine's clock was set back since the last call. One thread asks. */
    boolean wasSetBack() {
        long before = aheadMillis;
        aheadMillis = machineIsAheadByMillis();
        return before - aheadMillis > IGNORED_MILLIS;
    }

    private long machineIsAheadByMillis() {
        return machine.millis() - nowMicros() / MICROS_PER_MILLI;
    }
}
