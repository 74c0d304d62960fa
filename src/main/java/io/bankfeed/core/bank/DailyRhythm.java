package io.bankfeed.core.bank;

/**
 * The bank's traffic over a day: quiet at night, busy at midday and in the early evening. It is a model and was not
 * measured at a bank. The traffic is constant within a quarter of an hour, and interpolated between the full hours.
 */
public final class DailyRhythm {

    static final int QUARTERS = 96;

    /** The traffic at each full hour, in arbitrary units. */
    private static final int[] LEVELS = {
        16, 11, 8, 7, 9, 15, 27, 42, 56, 64, 66, 72, 76, 66, 56, 54, 58, 68, 76, 74, 62, 48, 34, 23
    };

    private static final int QUARTERS_PER_HOUR = 4;

    private DailyRhythm() {}

    /** The traffic of a quarter of an hour of the day, 0 to 95, in arbitrary units. */
    static int weight(int quarter) {
        int hour = hourOf(quarter);
        int before = LEVELS[hour];
        int after = LEVELS[(hour + 1) % Hours.PER_DAY];
        // The level at the middle of the quarter, times 8 so that it is a whole number.
        return 8 * before + (after - before) * (2 * (quarter % QUARTERS_PER_HOUR) + 1);
    }

    /** The share of a day's traffic that falls in the hours, over 0 and at most 1. */
    public static double shareOf(Hours hours) {
        int inHours = 0;
        int all = 0;
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            all += weight(quarter);
            inHours += hours.contains(hourOf(quarter)) ? weight(quarter) : 0;
        }
        return (double) inHours / all;
    }

    static int hourOf(int quarter) {
        return quarter / QUARTERS_PER_HOUR;
    }
}
