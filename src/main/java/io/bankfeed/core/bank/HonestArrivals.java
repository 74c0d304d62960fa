package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;

/**
 * The times of the transactions that belong to no scenario: those of {@link ArrivalBlocks} by the bank's calendar. The
 * time of the n-th is a function of n. Not thread-safe.
 */
public final class HonestArrivals {

    private final ArrivalBlocks blocks;
    private final BankCalendar calendar;
    private final double openedAt;
    private final double perDay;

    /**
     * @param key the key of the random numbers
     * @param openedAt when the bank opens, in operational time
     * @param perDay transactions per day of average traffic, at least 0
     */
    public HonestArrivals(long key, BankCalendar calendar, double openedAt, double perDay) {
        blocks = new ArrivalBlocks(Hash64.of(key, 0));
        this.calendar = calendar;
        this.openedAt = openedAt;
        this.perDay = perDay;
    }

    /** The time of a transaction, in microseconds since 1970-01-01T00:00Z; {@link Long#MAX_VALUE} if there are none. */
    public long at(long index) {
        return perDay > 0 ? calendar.epochMicros(openedAt + blocks.at(index) / perDay) : Long.MAX_VALUE;
    }

    /** The number of transactions before a time. */
    public long indexAt(long epochMicros) {
        if (!(perDay > 0)) {
            return 0;
        }
        long expected = (long) Math.max(0, (calendar.operationalTime(epochMicros) - openedAt) * perDay);
        long low = Math.max(0, expected / ArrivalBlocks.BLOCK - 1) * ArrivalBlocks.BLOCK;
        long high = low + 3L * ArrivalBlocks.BLOCK;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle) < epochMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
