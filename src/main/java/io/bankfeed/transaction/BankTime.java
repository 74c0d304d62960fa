package io.bankfeed.transaction;

import java.time.ZoneOffset;

/**
 * The bank's time of day: Asia/Ho_Chi_Minh as the fixed offset +07:00, which it has kept since 1975. Instants are
 * microseconds since 1970-01-01T00:00Z throughout.
 */
public final class BankTime {

    public static final ZoneOffset OFFSET = ZoneOffset.ofHours(7);

    public static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;
    public static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    private static final long OFFSET_MICROS = OFFSET.getTotalSeconds() * MICROS_PER_SECOND;

    private BankTime() {}

    /** The bank's calendar day of an instant, in days since 1970-01-01. */
    public static long dayOf(long epochMicros) {
        return Math.floorDiv(epochMicros + OFFSET_MICROS, MICROS_PER_DAY);
    }

    /** Microseconds since the bank's last midnight. */
    public static long microsOfDay(long epochMicros) {
        return Math.floorMod(epochMicros + OFFSET_MICROS, MICROS_PER_DAY);
    }

    /** The bank's hour of the day, 0 to 23. */
    public static int hourOf(long epochMicros) {
        return (int) (microsOfDay(epochMicros) / MICROS_PER_HOUR);
    }

    /** The instant at which the hour of the day last began: this hour's beginning, if it is that hour now. */
    public static long latestStartOf(int hour, long nowMicros) {
        long sinceMidnight = microsOfDay(nowMicros);
        long start = nowMicros - sinceMidnight + hour * MICROS_PER_HOUR;
        return start > nowMicros ? start - MICROS_PER_DAY : start;
    }
}
