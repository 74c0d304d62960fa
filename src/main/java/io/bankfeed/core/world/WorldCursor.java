package io.bankfeed.core.world;

import io.bankfeed.core.bank.HonestArrivals;
import io.bankfeed.core.scenario.Plan;
import io.bankfeed.core.scenario.ScenarioSeries;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Goes through the rows of a world in the order of time. It remembers the next transaction of each scenario that
 * has begun, so its memory grows with the pace, up to some megabytes. Not thread-safe.
 */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
public final class WorldCursor {

    private final HonestArrivals honest;
    private final List<ScenarioSeries> series;
    private final long fromMicros;

    /** The next transaction of each scenario that has begun. */
    private final PriorityQueue<ScenarioRow> begun = new PriorityQueue<>();

    /** The scenario of each kind that begins next, and the earliest time at which it can. */
    private final long[] nextNumbers;

    private final long[] earliest;
    private long earliestOfAll;

    private long honestIndex;
    private long honestMicros;
    private long nextIndex;

    /**
     * @param index the index of the first transaction at or after a time
     * @param fromMicros that time, in microseconds since 1970-01-01T00:00Z
     */
    WorldCursor(HonestArrivals honest, List<ScenarioSeries> series, long index, long fromMicros) {
        this.honest = honest;
        this.series = series;
        this.fromMicros = fromMicros;
        nextIndex = index;
        honestIndex = honest.indexAt(fromMicros);
        honestMicros = honest.at(honestIndex);
        nextNumbers =
                series.stream().mapToLong(one -> one.firstActive(fromMicros)).toArray();
        earliest = new long[nextNumbers.length];
        Arrays.fill(earliest, Long.MIN_VALUE);
        begin(fromMicros);
    }

    /** The index of the next row, from 0. */
    public long nextIndex() {
        return nextIndex;
    }

    /** Returns the next row. */
    public WorldRow next() {
        long micros = nextMicros();
        while (earliestOfAll <= micros) {
            begin(micros == Long.MAX_VALUE ? earliestOfAll : micros);
            micros = nextMicros();
        }
        long index = nextIndex++;
        if (honestMicros <= micros) {
            long honestNumber = honestIndex++;
            honestMicros = honest.at(honestIndex);
            return new WorldRow(index, micros, honestNumber, null);
        }
        ScenarioRow scenarioRow = begun.remove();
        ScenarioRow following = scenarioRow.next();
        if (following != null) {
            begun.add(following);
        }
        return new WorldRow(index, micros, WorldRow.NOT_HONEST, scenarioRow);
    }

    private long nextMicros() {
        ScenarioRow first = begun.peek();
        return first == null ? honestMicros : Math.min(honestMicros, first.epochMicros());
    }

    /** Begins all scenarios that may have a transaction up to a time. */
    private void begin(long untilMicros) {
        earliestOfAll = Long.MAX_VALUE;
        for (int kind = 0; kind < earliest.length; kind++) {
            ScenarioSeries one = series.get(kind);
            while (earliest[kind] <= untilMicros) {
                begin(one, nextNumbers[kind]);
                nextNumbers[kind]++;
                earliest[kind] = one.earliestMicros(nextNumbers[kind]);
            }
            earliestOfAll = Math.min(earliestOfAll, earliest[kind]);
        }
    }

    private void begin(ScenarioSeries one, long number) {
        Plan plan = one.plan(number);
        for (int step = 0; step < plan.size(); step++) {
            if (plan.step(step).epochMicros() >= fromMicros) {
                begun.add(new ScenarioRow(plan.step(step).epochMicros(), one, number, step));
                return;
            }
        }
    }
}
