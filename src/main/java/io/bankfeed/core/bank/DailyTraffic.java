package io.bankfeed.core.bank;

import io.bankfeed.core.transaction.BankTime;

/**
 * The share of a day's traffic by the time of day, which is constant within a quarter of an hour: times of day and shares
 * are computed from each other. Thread-safe.
 */
final class DailyTraffic {

    private static final long QUARTER_MICROS = BankTime.MICROS_PER_DAY / DailyRhythm.QUARTERS;

    /** The share before the start of each quarter of an hour; the last element is 1. */
    private final double[] cumulative = new double[DailyRhythm.QUARTERS + 1];

    /** The quarter found last, which is often the next one too. Threads may race: no result depends on it. */
    private int latest;

    /**
     * @param hourly 24 factors by which the usual traffic of each hour of the day is multiplied, not negative and not
     *     all zero
     */
    DailyTraffic(double[] hourly) {
        double sum = 0;
        for (int i = 0; i < DailyRhythm.QUARTERS; i++) {
            sum += DailyRhythm.weight(i) * hourly[DailyRhythm.hourOf(i)];
            cumulative[i + 1] = sum;
        }
        for (int i = 0; i <= DailyRhythm.QUARTERS; i++) {
            cumulative[i] /= sum;
        }
    }

    /** The share before the start of a quarter of an hour of the day, 0 to 96. */
    double beforeQuarter(int quarter) {
        return cumulative[quarter];
    }

    /** The share before a time of day, in microseconds since midnight. */
    double before(long microsOfDay) {
        int quarter = (int) (microsOfDay / QUARTER_MICROS);
        double ofQuarter = (double) (microsOfDay % QUARTER_MICROS) / QUARTER_MICROS;
        return cumulative[quarter] + (cumulative[quarter + 1] - cumulative[quarter]) * ofQuarter;
    }

    /** The time of day before which a share of the traffic falls, 0 to less than 1, in microseconds since midnight. */
    long microsOfDay(double share) {
        int quarter = quarterOf(share);
        double ofQuarter = (share - cumulative[quarter]) / (cumulative[quarter + 1] - cumulative[quarter]);
        return quarter * QUARTER_MICROS + Math.min(QUARTER_MICROS - 1, (long) (ofQuarter * QUARTER_MICROS));
    }

    private int quarterOf(double share) {
        int quarter = latest;
        if (share < cumulative[quarter] || share >= cumulative[quarter + 1]) {
            quarter = search(share);
            latest = quarter;
        }
        return quarter;
    }

    private int search(double share) {
        int low = 0;
        int high = DailyRhythm.QUARTERS - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (cumulative[middle] <= share) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
