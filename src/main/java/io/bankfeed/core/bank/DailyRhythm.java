package io.bankfeed.core.bank;

/**
 * How the bank's customers spread over the day: quiet at night, busy at midday and in the early evening. A model, not
 * measured at a bank. It changes by the quarter of an hour, between levels given for the full hours.
 */
public final class DailyRhythm {

    static final int QUARTERS = 96;

    /** The level at each full hour, in no unit. */
    private static final int[] LEVELS = {
        16, 11, 8, 7, 9, 15, 27, 42, 56, 64, 66, 72, 76, 66, 56, 54, 58, 68, 76, 74, 62, 48, 34, 23
    };

    private static final int QUARTERS_AN_HOUR = 4;

    private DailyRhythm() {}

    /** The traffic of a quarter of an hour of the day, 0 to 95, in no unit. */
    static int weight(int quarter) {
        int hour = hourOf(quarter);
        int before = LEVELS[hour];
        int after = LEVELS[(hour + 1) % Hours.A_DAY];
        // The level in the middle of the quarter, times 8 so that it is whole.
        return 8 * before + (after - before) * (2 * (quarter % QUARTERS_AN_HOUR) + 1);
    }

    /** The traffic of some hours, as a share of the day's. */
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
        return quarter / QUARTERS_AN_HOUR;
    }
}
