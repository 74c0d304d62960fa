package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * All scenarios of one kind in a world. The k-th is a function of the parameters and k, which may be negative: scenarios
 * begin before the bank opens, since the first days would have too few transactions of them otherwise. One begins in
 * each interval of the same length in operational time, and each block of {@value #BLOCK} has the same number of
 * transactions. So the number of transactions before a time is known from the few scenarios that are active then.
 * Thread-safe.
 */
public final class ScenarioSeries {

    static final int BLOCK = 64;

    /** More active scenarios would take too much memory; instead, everything happens in a shorter time. */
    private static final int MAX_ACTIVE = 1 << 15;

    /** A night may begin up to two hours before the time of day that was drawn, and end more than a day after. */
    private static final double BEFORE = 0.3;

    private static final double AFTER = 2.5;

    /** Within which part of its interval a scenario begins. */
    private static final double JITTER = 0.6;

    /** Odd, so that the lengths of a block are a permutation; about the golden section of a block. */
    private static final int LENGTH_STEP = 39;

    /** How many scenarios in a row are of one gang. */
    private static final int GANG_SIZE = 6;

    /** An index far from those of scenarios and blocks. */
    private static final long GANGS = -1;

    private static final int MIN_CACHED = 64;
    private static final int MAX_CACHED = 1024;

    private final Scenario scenario;
    private final long key;
    private final long idKey;
    private final long gangKey;
    private final int index;
    private final double openedAt;
    private final double perDay;
    private final double scale;
    private final double phase;
    private final double lead;
    private final double span;
    private final ScenarioWorld world;
    private final BankCalendar calendar;

    /** The plans used last, each at its number modulo the length, which is a power of two. Null until one is used. */
    private final AtomicReferenceArray<Plan> cache;

    /**
     * @param key the key of the random numbers of this world
     * @param index the kind's index among all kinds, 0 to 255
     * @param openedAt when the bank opens, in operational time
     * @param perDay scenarios per day of average traffic, positive
     */
    public ScenarioSeries(Scenario scenario, long key, int index, double openedAt, double perDay, ScenarioWorld world) {
        this.scenario = scenario;
        this.key = Hash64.of(key, 16L + index);
        // Another pace or difficulty gives other scenarios.
        idKey = Hash64.of(
                Hash64.of(this.key, Double.doubleToLongBits(perDay)), Double.doubleToLongBits(world.difficulty()));
        gangKey = Hash64.of(this.key, GANGS);
        this.index = index;
        this.openedAt = openedAt;
        this.perDay = perDay;
        this.world = world;
        calendar = world.calendar();
        double longest = BEFORE + scenario.spanDays() + AFTER;
        scale = Math.min(1, MAX_ACTIVE / (perDay * longest));
        phase = (1 - JITTER) * Hash64.unit(this.key);
        lead = BEFORE * scale;
        span = (longest - BEFORE) * scale;
        int active = (int) Math.min(MAX_CACHED, Math.max(MIN_CACHED, perDay * longest));
        // All active plans fit, up to the maximum. Beyond it, those that share a place displace each other and are
        // drawn again, which costs less than the memory.
        cache = new AtomicReferenceArray<>(Integer.highestOneBit(2 * active - 1));
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The kind's index among all kinds. */
    public int index() {
        return index;
    }

    /** The average number of transactions of a scenario, with its preparations if they are part of the world. */
    public static double meanRows(Scenario scenario, boolean prepared) {
        return (double) blockRows(scenario, prepared) / BLOCK;
    }

    /** The first scenario that may have a transaction at a time or after it. */
    public long firstActive(long epochMicros) {
        return (long) Math.floor((calendar.operationalTime(epochMicros) - span - openedAt) * perDay) - 1;
    }

    /** The time before which no transaction of a scenario happens, in microseconds since 1970-01-01T00:00Z. */
    public long earliestMicros(long number) {
        return calendar.epochMicros(openedAt + (number + phase) / perDay - lead);
    }

    /** The number of transactions before a time, of all scenarios from a whole block on that has ended by then. */
    public long rowsBefore(long epochMicros) {
        long from = Math.floorDiv(firstActive(epochMicros), (long) BLOCK) * BLOCK;
        long rows = from / BLOCK * blockRows(scenario, world.prepared());
        for (long number = from; earliestMicros(number) < epochMicros; number++) {
            Plan plan = plan(number);
            for (int i = 0; i < plan.size() && plan.step(i).epochMicros() < epochMicros; i++) {
                rows++;
            }
        }
        return rows;
    }

    /** The random numbers of a transaction. */
    public KeyedRandom random(long number, int row) {
        return new KeyedRandom(~key, number * BLOCK + row);
    }

    /** The plan of a scenario. */
    public Plan plan(long number) {
        int at = (int) (number & (cache.length() - 1));
        Plan plan = cache.getAcquire(at);
        if (plan == null || plan.number() != number) {
            plan = draw(number);
            cache.setRelease(at, plan);
        }
        return plan;
    }

    private Plan draw(long number) {
        KeyedRandom random = new KeyedRandom(key, number);
        double start = openedAt + (number + JITTER * random.unit() + phase) / perDay;
        Plan plan = new Plan(number, Hash64.of(idKey, number));
        KeyedRandom gang = new KeyedRandom(gangKey, Math.floorDiv(number, (long) GANG_SIZE));
        PlanContext context = new PlanContext(world, random, gang, start, calendar.epochMicros(start), scale);
        scenario.plan(rows(number), context, plan);
        plan.complete(calendar.epochMicros(start - lead), calendar.epochMicros(start + span));
        return plan;
    }

    /** The lengths of a block are always the same, and short and long ones alternate. */
    private int rows(long number) {
        long block = Math.floorDiv(number, (long) BLOCK);
        long first = Hash64.of(key, block);
        return rowsAt(scenario, (int) Math.floorMod(first + number * LENGTH_STEP, (long) BLOCK));
    }

    private static int rowsAt(Scenario scenario, int place) {
        return scenario.minRows() + place * (scenario.maxRows() - scenario.minRows() + 1) / BLOCK;
    }

    private static int blockRows(Scenario scenario, boolean prepared) {
        int rows = prepared ? scenario.preparations() * BLOCK : 0;
        for (int place = 0; place < BLOCK; place++) {
            rows += rowsAt(scenario, place);
        }
        return rows;
    }
}
