package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.transaction.BankTime;
import java.util.Arrays;

/**
 * When transactions happen: the time of the n-th is a function of n, so any can be had without those before it, and
 * never earlier than that of the one before. Arrivals are those of a Poisson process whose intensity follows the day,
 * but that each {@value #BLOCK} of them fill exactly the time that they take on average: within it they are the order
 * statistics of uniform draws, and the inverse of the cumulative intensity takes them to the clock. Not thread-safe: it
 * keeps the block that it was last asked for.
 */
public final class ArrivalTimes {

    private static final int BLOCK = 64;
    private static final long QUARTER_MICROS = BankTime.MICROS_PER_DAY / DailyRhythm.QUARTERS;
    private static final double SECONDS_A_DAY = 86_400;

    /** The greatest number, under 2^53, that an index may be, so that it is exact as a double. */
    public static final long MAX_INDEX = 1L << 52;

    private final long key;
    private final long startMicros;
    private final long firstMidnightMicros;
    private final double perDay;

    /** What share of a day's transactions is over when a quarter of an hour begins; the last is 1. */
    private final double[] over = new double[DailyRhythm.QUARTERS + 1];

    private final double overAtStart;

    private final long[] block = new long[BLOCK];
    private long blockNumber = -1;
    private int quarter;

    /**
     * @param key of the draws
     * @param startMicros before which nothing happens, in microseconds since 1970-01-01T00:00Z
     * @param perSecond transactions a second, on average over a day; positive
     * @param hourly by what to multiply the traffic of each hour of the day as it usually is; not negative, and not all
     *     zero
     */
    public ArrivalTimes(long key, long startMicros, double perSecond, double[] hourly) {
        this.key = key;
        this.startMicros = startMicros;
        firstMidnightMicros = startMicros - BankTime.microsOfDay(startMicros);
        perDay = perSecond * SECONDS_A_DAY;
        double sum = 0;
        for (int i = 0; i < DailyRhythm.QUARTERS; i++) {
            sum += DailyRhythm.weight(i) * hourly[DailyRhythm.hourOf(i)];
            over[i + 1] = sum;
        }
        for (int i = 0; i <= DailyRhythm.QUARTERS; i++) {
            over[i] /= sum;
        }
        overAtStart = daysUntil(startMicros);
    }

    /**
     * The time of a transaction, in microseconds since 1970-01-01T00:00Z.
     *
     * @param index from 0 to {@link #MAX_INDEX}
     * @throws ArithmeticException if it is too far in the future for a number of 64 bits
     */
    public long at(long index) {
        double days = overAtStart + place(index) / perDay;
        double day = Math.floor(days);
        double ofDay = days - day;
        if (ofDay < over[quarter]) {
            quarter = 0;
        }
        while (ofDay >= over[quarter + 1]) {
            quarter++;
        }
        double ofQuarter = (ofDay - over[quarter]) / (over[quarter + 1] - over[quarter]);
        long sinceMidnight =
                quarter * QUARTER_MICROS + Math.min(QUARTER_MICROS - 1, (long) (ofQuarter * QUARTER_MICROS));
        long midnight = Math.addExact(firstMidnightMicros, Math.multiplyExact(wholeDays(day), BankTime.MICROS_PER_DAY));
        return Math.max(startMicros, Math.addExact(midnight, sinceMidnight));
    }

    /** How many transactions there are in the blocks that so many begin: these are over when those blocks are. */
    public static long inWholeBlocks(long transactions) {
        return (transactions + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** An index before which all transactions are before a time, and not many after it are so too. */
    public long indexBefore(long epochMicros) {
        double place = (daysUntil(epochMicros) - overAtStart) * perDay;
        return place < 2 * BLOCK ? 0 : ((long) place / BLOCK - 1) * BLOCK;
    }

    /** Where in operational time, in which one transaction comes each unit, that of an index happens. */
    private double place(long index) {
        long number = index / BLOCK;
        if (number != blockNumber) {
            for (int i = 0; i < BLOCK; i++) {
                block[i] = Hash64.of(key, number * BLOCK + i) >>> 12;
            }
            Arrays.sort(block);
            blockNumber = number;
        }
        return (number + block[(int) (index % BLOCK)] * 0x1.0p-52) * BLOCK;
    }

    /** Days of traffic from the first midnight until a time. */
    private double daysUntil(long epochMicros) {
        long sinceFirst = epochMicros - firstMidnightMicros;
        long ofDay = Math.floorMod(sinceFirst, BankTime.MICROS_PER_DAY);
        int at = (int) (ofDay / QUARTER_MICROS);
        double ofQuarter = (double) (ofDay % QUARTER_MICROS) / QUARTER_MICROS;
        return Math.floorDiv(sinceFirst, BankTime.MICROS_PER_DAY) + over[at] + (over[at + 1] - over[at]) * ofQuarter;
    }

    private static long wholeDays(double day) {
        if (day > Integer.MAX_VALUE) {
            throw new ArithmeticException("It is too far in the future");
        }
        return (long) day;
    }
}
