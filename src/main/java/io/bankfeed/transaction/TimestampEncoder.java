package io.bankfeed.transaction;

import java.time.LocalDate;

/**
 * Writes instants as ISO 8601 with microseconds and the bank's offset: {@code 2026-11-22T17:03:12.123456+07:00}. The
 * date is kept from one call to the next, since it is mostly the same. Not thread-safe.
 */
final class TimestampEncoder {

    private static final byte[] OFFSET = AsciiBuffer.ascii(BankTime.OFFSET.getId());

    private long day = Long.MIN_VALUE;
    private byte[] date = {};

    void append(long epochMicros, AsciiBuffer out) {
        long today = BankTime.dayOf(epochMicros);
        if (today != day) {
            day = today;
            date = AsciiBuffer.ascii(LocalDate.ofEpochDay(today) + "T");
        }
        long micros = BankTime.microsOfDay(epochMicros);
        int seconds = (int) (micros / BankTime.MICROS_PER_SECOND);
        out.append(date).appendPadded(seconds / 3600, 2).append(':');
        out.appendPadded(seconds / 60 % 60, 2).append(':');
        out.appendPadded(seconds % 60, 2).append('.');
        out.appendPadded(micros % BankTime.MICROS_PER_SECOND, 6).append(OFFSET);
    }
}
