package io.bankfeed.core.world;

import io.bankfeed.core.scenario.ScenarioSeries;

/**
 * The place of a transaction in a scenario. Immutable and thread-safe.
 *
 * @param epochMicros when it happens, in microseconds since 1970-01-01T00:00Z
 * @param series the scenarios of its kind
 * @param number the scenario's number
 * @param step its index in the scenario's plan, from 0
 */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
record ScenarioRow(long epochMicros, ScenarioSeries series, long number, int step) implements Comparable<ScenarioRow> {

    /** In the order of time, and at the same time in a fixed order. */
    @Override
    public int compareTo(ScenarioRow other) {
        int order = Long.compare(epochMicros, other.epochMicros);
        if (order == 0) {
            order = Integer.compare(series.index(), other.series.index());
        }
        return order == 0 ? Long.compare(number, other.number) : order;
    }

    /** The next transaction of the same scenario, or null if this is the last. */
    ScenarioRow next() {
        int next = step + 1;
        var plan = series.plan(number);
        return next < plan.size() ? new ScenarioRow(plan.step(next).epochMicros(), series, number, next) : null;
    }
}
