package io.bankfeed.core.transaction;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Instants in a readable form. */
public final class IsoTime {

    private IsoTime() {}

    /** Parses a time such as {@code 2026-11-22T17:03:12.123456+07:00} to microseconds since 1970-01-01T00:00Z. */
    public static long micros(String iso) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, OffsetDateTime.parse(iso).toInstant());
    }
}
