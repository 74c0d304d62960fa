package io.bankfeed.core.encoding;

import io.bankfeed.core.encoding.Ascii.Literal;
import io.bankfeed.core.transaction.BankTime;
import java.time.LocalDate;

/**
 * Writes timestamps in ISO 8601 with microseconds and the bank's offset: {@code 2026-11-22T17:03:12.123456+07:00}. The
 * last date is cached, since it rarely changes. Not thread-safe.
 */
final class TimestampEncoder {

    /** An upper bound of the size of a timestamp, including the overrun and a year of more than four digits. */
    static final int MAX_BYTES = 64;

    /** "  :  :  " with zeros for the spaces, the first byte lowest. */
    private static final long COLONS = 0x0000_3a00_003a_0000L;

    /** ".000000", the first byte lowest. */
    private static final long POINT_AND_ZEROS = 0x0030_3030_3030_302eL;

    private static final Literal OFFSET = Literal.of(BankTime.OFFSET.getId());

    private long day;
    private Literal date = literalOf(0);

    int write(byte[] target, int position, long epochMicros) {
        long today = BankTime.dayOf(epochMicros);
        if (today != day) {
            day = today;
            date = literalOf(today);
        }
        long micros = BankTime.microsOfDay(epochMicros);
        int seconds = (int) (micros / BankTime.MICROS_PER_SECOND);
        int minutes = seconds / 60;
        long time = Ascii.twoDigits(minutes / 60)
                | COLONS
                | (Ascii.twoDigits(minutes % 60) << (3 * Byte.SIZE))
                | (Ascii.twoDigits(seconds % 60) << (6 * Byte.SIZE));
        long fraction =
                Ascii.digits((int) (micros - seconds * BankTime.MICROS_PER_SECOND)) >>> Byte.SIZE | POINT_AND_ZEROS;
        int at = date.write(target, position);
        Ascii.word(target, at, time);
        Ascii.word(target, at + Long.BYTES, fraction);
        at += 2 * Long.BYTES - 1;
        return OFFSET.write(target, at);
    }

    private static Literal literalOf(long day) {
        return Literal.of(LocalDate.ofEpochDay(day) + "T");
    }
}
