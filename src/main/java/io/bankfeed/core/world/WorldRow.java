package io.bankfeed.core.world;

import io.bankfeed.core.scenario.ScenarioSeries;

/**
 * Where a transaction of a world comes from. It is enough to draw the transaction. Immutable and thread-safe.
 *
 * @param epochMicros when it happens, in microseconds since 1970-01-01T00:00Z
 * @param series the scenarios of its kind, or null if it belongs to none
 * @param number the scenario's number, or the transaction's among those that belong to no scenario
 * @param step its index in the scenario's plan, from 0
 */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
record WorldRow(long epochMicros, ScenarioSeries series, long number, int step) implements Comparable<WorldRow> {

    /** In the order of time, and at the same time in a fixed order. */
    @Override
    public int compareTo(WorldRow other) {
        int order = Long.compare(epochMicros, other.epochMicros);
        if (order == 0) {
            order = Integer.compare(series.index(), other.series.index());
        }
        return order == 0 ? Long.compare(number, other.number) : order;
    }

    /** The next transaction of the same scenario, or null if this is the last. */
    WorldRow next() {
        int next = step + 1;
        var plan = series.plan(number);
        return next < plan.size() ? new WorldRow(plan.step(next).epochMicros(), series, number, next) : null;
    }
}
