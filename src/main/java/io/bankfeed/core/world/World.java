package io.bankfeed.core.world;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.bank.Customers;
import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.bank.HonestArrivals;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.scenario.Scenario;
import io.bankfeed.core.scenario.ScenarioSeries;
import io.bankfeed.core.scenario.ScenarioWorld;
import io.bankfeed.core.scenario.Scenarios;
import io.bankfeed.core.transaction.BankTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * All transactions of a bank in the order of time: those of honest customers, and those of scenarios. The n-th is a
 * function of the {@link WorldSpec} and n, except for its 5-minute frequency. Thread-safe.
 */
public final class World {

    private static final double SECONDS_PER_DAY = 86_400;

    /** By how much the transactions of a time may fall short of the average. */
    private static final double LATEST_SHARE = 1.01;

    private static final long LATEST_MARGIN = 128;

    private static final long UNKNOWN = Long.MIN_VALUE;

    /** How many transactions before the expected place of an index the search for it begins. */
    private static final long FIRST_MARGIN = 256;

    private static final long MARGIN_GROWTH = 4;

    private final WorldSpec spec;
    private final BankCalendar calendar = new BankCalendar();
    private final Customers customers;
    private final Habits habits;
    private final long honestKey;
    private final double honestPerDay;
    private final List<ScenarioSeries> series = new ArrayList<>();
    private final double openedAt;
    private final double perDay;

    /** Those of scenarios, and honest ones that rounding moves before the opening: at a high pace there can be one. */
    private long rowsBeforeOpening = UNKNOWN;

    /** @throws IllegalArgumentException if a weight has an unknown name or is out of range */
    public World(WorldSpec spec) {
        this.spec = spec;
        customers = new Customers(spec.seed(), spec.accounts(), spec.firstAccount(), spec.difficulty());
        Payees payees = new Payees(spec.seed(), customers);
        habits = new Habits(spec.difficulty(), payees);
        openedAt = calendar.operationalTime(spec.startMicros());
        perDay = spec.perSecond() * SECONDS_PER_DAY;
        ScenarioShares shares = new ScenarioShares(spec);
        ScenarioWorld common =
                new ScenarioWorld(spec.difficulty(), shares.prepared(), spec.drifts(), calendar, customers, payees);
        long key = Hash64.of(spec.seed(), -7);
        for (int i = 0; i < Scenarios.ALL.size(); i++) {
            Scenario scenario = Scenarios.ALL.get(i);
            double scenariosPerDay = shares.fraudRows(scenario) * perDay / ScenarioSeries.meanRows(scenario, false);
            if (scenariosPerDay > 0) {
                series.add(new ScenarioSeries(scenario, key, i, openedAt, scenariosPerDay, common));
            }
        }
        honestKey = Hash64.of(spec.seed(), -8);
        honestPerDay = shares.honestRows() * perDay;
    }

    /**
     * A midnight from which a number of transactions happen before a time.
     *
     * @param beforeMicros that time, in microseconds since 1970-01-01T00:00Z
     * @param perSecond the average number of transactions per second over a month
     * @return the midnight; it is before 1970 if the transactions take that long
     */
    public static long latestStart(long beforeMicros, long transactions, double perSecond) {
        BankCalendar calendar = new BankCalendar();
        double days = (transactions * LATEST_SHARE + LATEST_MARGIN) / (perSecond * SECONDS_PER_DAY);
        long start = calendar.epochMicros(calendar.operationalTime(beforeMicros) - days);
        return start - BankTime.microsOfDay(start);
    }

    /** The number of transactions before a time, in microseconds since 1970-01-01T00:00Z. */
    public long indexAt(long epochMicros) {
        if (epochMicros <= spec.startMicros()) {
            return 0;
        }
        return rowsBefore(epochMicros) - rowsBeforeOpening();
    }

    /** It is counted when it is first needed, which takes a while at a high pace. */
    private synchronized long rowsBeforeOpening() {
        if (rowsBeforeOpening == UNKNOWN) {
            rowsBeforeOpening = rowsBefore(spec.startMicros());
        }
        return rowsBeforeOpening;
    }

    /** The time of a transaction, in microseconds since 1970-01-01T00:00Z; {@code index} is from 0. */
    public long timeOf(long index) {
        return cursorFrom(index).next().epochMicros();
    }

    /** A cursor far enough before an index, from 0, for the row there to have its exact 5-minute frequency. */
    public WorldCursor cursorBefore(long index) {
        return cursorAt(index == 0 ? spec.startMicros() : Activity.windowStart(timeOf(index)));
    }

    /** A cursor whose next row is the first at or after a time. */
    private WorldCursor cursorAt(long epochMicros) {
        long from = Math.max(epochMicros, spec.startMicros());
        return new WorldCursor(arrivals(), series, indexAt(from), from);
    }

    /** A cursor whose next row has an index, from 0. */
    WorldCursor cursorFrom(long index) {
        long margin = FIRST_MARGIN;
        long from;
        long first;
        do {
            double days = Math.max(0, (index - margin) / perDay);
            from = Math.max(spec.startMicros(), calendar.epochMicros(openedAt + days));
            first = indexAt(from);
            margin = MARGIN_GROWTH * margin;
        } while (first > index);
        WorldCursor cursor = new WorldCursor(arrivals(), series, first, from);
        while (cursor.nextIndex() < index) {
            cursor.next();
        }
        return cursor;
    }

    /**
     * Draws the transactions of some accounts.
     *
     * @param wanted the accounts; it must not depend on anything but the account
     * @param frequencies counts the transactions
     * @param payments whether transactions get their payments; nothing else depends on it
     */
    public RowDrawer drawer(Predicate<Account> wanted, FrequencyCounter frequencies, boolean payments) {
        return new RowDrawer(honestKey, customers, habits, wanted, frequencies, payments);
    }

    WorldSpec spec() {
        return spec;
    }

    private HonestArrivals arrivals() {
        return new HonestArrivals(honestKey, calendar, openedAt, honestPerDay);
    }

    private long rowsBefore(long epochMicros) {
        long rows = arrivals().indexAt(epochMicros);
        for (ScenarioSeries one : series) {
            rows += one.rowsBefore(epochMicros);
        }
        return rows;
    }
}
