package io.bankfeed.core.transaction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * The bank's local time: Asia/Ho_Chi_Minh as the fixed offset +07:00, which has been in force since 1975. All instants
 * are microseconds since 1970-01-01T00:00Z. Thread-safe.
 */
public final class BankTime {

    public static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);

    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    /** In days since 1970-01-01, which was a Thursday. */
    private static final int FIRST_SUNDAY = 3;

    private static final int DAYS_PER_WEEK = 7;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final long OFFSET_MICROS = OFFSET.getTotalSeconds() * MICROS_PER_SECOND;

    /** The earliest instant that {@link #parse} accepts: the start of 1970 at the bank. */
    private static final long EARLIEST = microsOf(1970);

    /** The first instant that it no longer accepts: the start of 2201 at the bank. */
    private static final long END = microsOf(2201);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private BankTime() {}

    /**
     * Parses a date or time such as {@code 2026-11-22}, {@code 2026-11-22T17:03:12.123456} (both in the bank's time
     * zone) or {@code 2026-11-22T10:03:12.123456Z}.
     *
     * @return microseconds since 1970-01-01T00:00Z
     * @throws IllegalArgumentException if the text is not a date or time, is not from 1970 to 2200, or is finer than
     *     microseconds; the message continues a sentence that begins with the parameter's name
     */
    public static long parse(String text) {
        long epochMicros;
        boolean isTooFine;
        try {
            TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant = parsed instanceof OffsetDateTime at
                    ? at.toInstant()
                    : (parsed instanceof LocalDateTime local ? local : ((LocalDate) parsed).atStartOfDay())
                            .toInstant(OFFSET);
            isTooFine = !instant.equals(instant.truncatedTo(ChronoUnit.MICROS));
            epochMicros = microsOf(instant);
        } catch (DateTimeException | ArithmeticException e) {
            throw notAnInstant();
        }
        if (epochMicros < EARLIEST || epochMicros >= END || isTooFine) {
            throw notAnInstant();
        }
        return epochMicros;
    }

    /**
     * An instant in microseconds since 1970-01-01T00:00Z, rounded down.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public static long microsOf(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / NANOS_PER_MICRO);
    }

    private static IllegalArgumentException notAnInstant() {
        return new IllegalArgumentException("must be an ISO 8601 date or time from 1970 to 2200, to microseconds at"
                + " most, such as 2026-11-22 or 2026-11-22T17:03:12+07:00");
    }

    private static long microsOf(int year) {
        return LocalDate.ofYearDay(year, 1).toEpochDay() * MICROS_PER_DAY - OFFSET_MICROS;
    }

    /** The bank's calendar day at an instant, in days since 1970-01-01. */
    public static long dayOf(long epochMicros) {
        return Math.floorDiv(epochMicros + OFFSET_MICROS, MICROS_PER_DAY);
    }

    /** Microseconds since the bank's last midnight. */
    public static long microsOfDay(long epochMicros) {
        return Math.floorMod(epochMicros + OFFSET_MICROS, MICROS_PER_DAY);
    }

    /** The hour of the day at the bank, 0 to 23. */
    public static int hourOf(long epochMicros) {
        return (int) (microsOfDay(epochMicros) / MICROS_PER_HOUR);
    }

    /** Whether an instant is on a Sunday at the bank. */
    public static boolean isSunday(long epochMicros) {
        return Math.floorMod(dayOf(epochMicros) - FIRST_SUNDAY, DAYS_PER_WEEK) == 0;
    }

    /** The latest instant, not after now, at which the given hour of the day began; {@code hour} is from 0 to 23. */
    public static long latestStartOf(int hour, long nowMicros) {
        long sinceMidnight = microsOfDay(nowMicros);
        long start = nowMicros - sinceMidnight + hour * MICROS_PER_HOUR;
        return start > nowMicros ? start - MICROS_PER_DAY : start;
    }
}
