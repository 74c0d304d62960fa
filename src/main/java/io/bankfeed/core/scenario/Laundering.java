package io.bankfeed.core.scenario;

/**
 * What the kinds of money laundering have in common: the documented signals of an amount over 300 million dong, at
 * night, among more than 15 transactions in 5 minutes.
 *
 * @param large whether the amounts are over 300 million dong
 * @param amount the size of an amount, in dong
 * @param atNight whether it happens at night
 */
record Laundering(boolean large, double amount, boolean atNight) {

    private static final double MIN_LARGE = 310e6;
    private static final double MAX_LARGE = 700e6;

    /** A transaction may be 1.4 times the size, and is then still under 10 million dong. */
    private static final double SMALL = 9.9e6;

    private static final int NIGHT_FROM = 23;
    private static final double NIGHT_HOURS = 3.5;

    /**
     * Draws them.
     *
     * @param median the median of the amounts if they are not large, in dong
     * @param parts into how many transactions an amount is divided, so that it is that much larger
     */
    static Laundering draw(PlanContext context, double median, int parts) {
        boolean large = context.shows(0.93);
        double amount = large ? context.uniform(MIN_LARGE, MAX_LARGE) * 1.25 : context.logNormal(median / parts, 0.9);
        if (context.has(Drift.LAUNDERING_SMALLER)) {
            large = false;
            amount = context.uniform(0.3, 0.7) * SMALL;
        }
        return new Laundering(large, amount, context.shows(0.75));
    }

    /** Moves a time to a night, if it happens at night. */
    long night(PlanContext context, long epochMicros) {
        return atNight ? context.nightOf(epochMicros, NIGHT_FROM, NIGHT_HOURS) : epochMicros;
    }

    /** Draws the number of transactions over other channels. */
    PlannedStep mark(PlanContext context, PlannedStep step) {
        return context.shows(0.78) ? step.withHidden(context.random().between(15, 22)) : step;
    }
}
