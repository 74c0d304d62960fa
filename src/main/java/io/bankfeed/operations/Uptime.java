package io.bankfeed.operations;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** The uptime of the service, measured with the monotonic clock. Thread-safe. */
@Startup
@Singleton
public class Uptime {

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final double MILLIS_PER_SECOND = 1000;

    private final long startNanos = System.nanoTime();

    /** Seconds since start-up, with millisecond resolution. */
    double seconds() {
        return Math.floorDiv(System.nanoTime() - startNanos, NANOS_PER_MILLI) / MILLIS_PER_SECOND;
    }
}
