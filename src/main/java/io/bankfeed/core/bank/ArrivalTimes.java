package io.bankfeed.core.bank;

import io.bankfeed.core.transaction.BankTime;

/**
 * The times of transactions. The time of the n-th transaction is a function of n, so it can be computed without those
 * before it, and it is never earlier than theirs. The inverse of the cumulative intensity, which varies over the day,
 * maps the operational times of {@link ArrivalBlocks} to times. Not thread-safe, since it caches the last block.
 */
public final class ArrivalTimes {

    private static final int BLOCK = ArrivalBlocks.BLOCK;
    private static final double SECONDS_A_DAY = 86_400;

    /** The largest index. It is below 2^53, so that every index is exact as a double. */
    public static final long MAX_INDEX = 1L << 52;

    private final ArrivalBlocks blocks;
    private final long startMicros;
    private final long firstMidnightMicros;
    private final double perDay;

    private final DailyTraffic traffic;

    private final double daysAtStart;

    /**
     * @param key the key of the random numbers
     * @param startMicros the earliest time, in microseconds since 1970-01-01T00:00Z
     * @param perSecond the average number of transactions per second over a day, positive
     * @param hourly 24 factors by which the usual traffic of each hour of the day is multiplied, not negative and not
     *     all zero
     */
    public ArrivalTimes(long key, long startMicros, double perSecond, double[] hourly) {
        blocks = new ArrivalBlocks(key);
        this.startMicros = startMicros;
        firstMidnightMicros = startMicros - BankTime.microsOfDay(startMicros);
        perDay = perSecond * SECONDS_A_DAY;
        traffic = new DailyTraffic(hourly);
        daysAtStart = daysUntil(startMicros);
    }

    /**
     * The time of a transaction, in microseconds since 1970-01-01T00:00Z.
     *
     * @param index from 0 to {@link #MAX_INDEX}
     * @throws ArithmeticException if the time does not fit into 64 bits
     */
    public long at(long index) {
        double days = daysAtStart + blocks.at(index) / perDay;
        double day = Math.floor(days);
        long midnight = Math.addExact(firstMidnightMicros, Math.multiplyExact((long) day, BankTime.MICROS_PER_DAY));
        return Math.max(startMicros, Math.addExact(midnight, traffic.microsOfDay(days - day)));
    }

    /** Rounds a number of transactions up to whole blocks: the time they span is exact for whole blocks. */
    public static long roundUpToBlocks(long transactions) {
        return (transactions + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** An index such that all transactions before it, and only a few after it, happen before a time. */
    public long indexBefore(long epochMicros) {
        double expected = (daysUntil(epochMicros) - daysAtStart) * perDay;
        return expected < 2 * BLOCK ? 0 : ((long) expected / BLOCK - 1) * BLOCK;
    }

    /**
     * The expected mean of a quantity over the times of consecutive transactions.
     *
     * @param hourly the quantity in each hour of the day
     * @param index of the first transaction
     * @param count at least 1
     */
    public double expectedMean(double[] hourly, long index, long count) {
        double from = daysAtStart + index / perDay;
        from -= Math.floor(from);
        double days = count / perDay;
        return (integral(hourly, from + days) - integral(hourly, from)) / days;
    }

    /** The integral of a quantity over the traffic from a midnight on. */
    private double integral(double[] hourly, double days) {
        double ofDay = days - Math.floor(days);
        double day = 0;
        double part = 0;
        for (int i = 0; i < DailyRhythm.QUARTERS; i++) {
            double value = hourly[DailyRhythm.hourOf(i)];
            day += value * (traffic.beforeQuarter(i + 1) - traffic.beforeQuarter(i));
            part += value * (Math.min(ofDay, traffic.beforeQuarter(i + 1)) - Math.min(ofDay, traffic.beforeQuarter(i)));
        }
        return Math.floor(days) * day + part;
    }

    /** Days of traffic from the first midnight to a time. */
    private double daysUntil(long epochMicros) {
        long sinceFirst = epochMicros - firstMidnightMicros;
        long ofDay = Math.floorMod(sinceFirst, BankTime.MICROS_PER_DAY);
        return Math.floorDiv(sinceFirst, BankTime.MICROS_PER_DAY) + traffic.before(ofDay);
    }
}
