package io.bankfeed.core.bank;

/**
 * The hours in which a customer is active, relative to the bank's traffic. Immutable and thread-safe; there are 14 of
 * them.
 */
public final class HourHabit {

    private static final int FIRST_PEAK = 8;
    private static final int PEAKS = 13;
    private static final double BY_DAY = 0.12;
    private static final double FLOOR = 0.04;

    private static final HourHabit[] BY_PEAK = byPeak();

    /** A night owl. */
    static final HourHabit OWL = owl();

    private final double[] acceptance;

    private HourHabit(double[] acceptance) {
        this.acceptance = acceptance;
    }

    /** The habit of a customer who is no night owl; {@code unit} is from 0 to 1 and selects the hour of the peak. */
    static HourHabit of(double unit) {
        return BY_PEAK[(int) (unit * PEAKS)];
    }

    /** The probability, over 0 and at most 1, to accept this customer for a transaction in an hour of the day. */
    public double acceptance(int hour) {
        return acceptance[hour];
    }

    private static HourHabit[] byPeak() {
        HourHabit[] habits = new HourHabit[PEAKS];
        for (int i = 0; i < PEAKS; i++) {
            double[] acceptance = new double[Hours.PER_DAY];
            for (int hour = 0; hour < Hours.PER_DAY; hour++) {
                double angle = 2 * Math.PI * (hour - FIRST_PEAK - i) / Hours.PER_DAY;
                double near = (1 + StrictMath.cos(angle)) / 2;
                acceptance[hour] = FLOOR + (1 - FLOOR) * near * near;
            }
            habits[i] = new HourHabit(acceptance);
        }
        return habits;
    }

    private static HourHabit owl() {
        double[] acceptance = new double[Hours.PER_DAY];
        for (int hour = 0; hour < Hours.PER_DAY; hour++) {
            acceptance[hour] = hour >= 21 || hour <= 4 ? 1 : BY_DAY;
        }
        return new HourHabit(acceptance);
    }
}
