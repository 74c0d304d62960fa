package io.bankfeed.generator;

import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.transaction.TransactionSink;

/**
 * A bank's transactions in event time, from one of them on, in the order in which they happen. It has nothing in common
 * with the live bank but the way in which transactions are drawn. Not thread-safe.
 */
public final class EventTimeGenerator {

    private final EventTimeSampler mix;
    private final long offset;
    private long next;

    /**
     * @param fraudRate the share of fraud, 0 to 1
     * @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z
     * @param perSecond transactions a second, on average over a day; positive
     * @param offset how many transactions to leave out. Those of the 5 minutes before it are drawn all the same, since the
     *     5-minute frequencies count them.
     */
    public EventTimeGenerator(Bank bank, double fraudRate, long startMicros, double perSecond, long offset) {
        mix = new EventTimeSampler(
                bank.seed(),
                bank.accounts(),
                bank.firstAccount(),
                FraudPattern.ALL,
                bank.fraudWeights(),
                fraudRate,
                startMicros,
                perSecond);
        this.offset = offset;
        next = mix.firstToDraw(offset);
    }

    /**
     * Draws the next transaction.
     *
     * @param sink takes it, unless it is left out
     * @return whether the sink has taken it
     */
    public boolean draw(TransactionSink sink) {
        boolean wanted = next >= offset;
        mix.draw(next, wanted ? sink : EventTimeGenerator::leaveOut);
        next++;
        return wanted;
    }

    /** Within how many seconds of its opening a bank's first transactions happen, to a day, which has its rhythm. */
    public static double mostSeconds(long transactions, double perSecond) {
        return ArrivalTimes.inWholeBlocks(transactions) / perSecond;
    }

    private static void leaveOut(Object transaction, Object label) {}
}
