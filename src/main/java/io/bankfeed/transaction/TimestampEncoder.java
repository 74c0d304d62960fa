package io.bankfeed.transaction;

import io.bankfeed.transaction.Ascii.Literal;
import java.time.LocalDate;

/**
 * Writes instants as ISO 8601 with microseconds and the bank's offset: {@code 2026-11-22T17:03:12.123456+07:00}. The
 * date is kept from one call to the next, since it is mostly the same. Not thread-safe.
 */
final class TimestampEncoder {

    /** What an instant takes, with the overrun of its offset; a year of more than four digits takes a few more. */
    static final int MOST_BYTES = 64;

    private static final Literal OFFSET = new Literal(BankTime.OFFSET.getId());

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
        int at = date.write(target, position);
        at = Ascii.padded(target, at, seconds / 3600, 2);
        target[at++] = ':';
        at = Ascii.padded(target, at, seconds / 60 % 60, 2);
        target[at++] = ':';
        at = Ascii.padded(target, at, seconds % 60, 2);
        target[at++] = '.';
        at = Ascii.padded(target, at, (int) (micros % BankTime.MICROS_PER_SECOND), 6);
        return OFFSET.write(target, at);
    }

    private static Literal literalOf(long day) {
        return new Literal(LocalDate.ofEpochDay(day) + "T");
    }
}
