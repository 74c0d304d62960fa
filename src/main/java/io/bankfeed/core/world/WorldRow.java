package io.bankfeed.core.world;

/**
 * A row of a world: what is known of a transaction before it is drawn. Immutable and thread-safe.
 *
 * @param index its index, from 0
 * @param epochMicros when it happens, in microseconds since 1970-01-01T00:00Z
 * @param honestNumber its number among those that belong to no scenario, from 0, or {@link #NOT_HONEST}
 * @param scenarioRow its place in a scenario, or null if it belongs to none
 */
public record WorldRow(long index, long epochMicros, long honestNumber, ScenarioRow scenarioRow) {

    static final long NOT_HONEST = -1;
}
