package io.bankfeed.core.scenario;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The drifts of a world, each with the day from which it is in effect. Immutable and thread-safe. */
public final class Drifts {

    public static final Drifts NONE = new Drifts(Map.of());

    private final Map<Drift, Long> days;

    /** @param days the first day of each drift, in days since 1970-01-01 at the bank */
    public Drifts(Map<Drift, Long> days) {
        Map<Drift, Long> copy = new EnumMap<>(Drift.class);
        copy.putAll(days);
        this.days = copy;
    }

    /** Whether a drift is in effect on a day. */
    public boolean has(Drift drift, long day) {
        Long from = days.get(drift);
        return from != null && day >= from;
    }

    /** The first day of each drift, in the order of the drifts. */
    public Map<Drift, Long> days() {
        return Collections.unmodifiableMap(days);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Drifts drifts && days.equals(drifts.days);
    }

    @Override
    public int hashCode() {
        return days.hashCode();
    }
}
