package io.bankfeed.generator;

import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.transaction.TransactionSink;

/** Generates a bank's transactions in event time, starting at an offset. Not thread-safe. */
public final class EventTimeGenerator {

    private static final TransactionSink SKIPPED = (transaction, label) -> {};

    private final EventTimeSampler sampler;
    private final long offset;
    private long next;

    /**
     * @param bank the bank's parameters
     * @param fraudRate the share of fraud, 0 to 1
     * @param startMicros the earliest time of a transaction, in microseconds since 1970-01-01T00:00Z
     * @param perSecond the average number of transactions per second over a day, positive
     * @param offset the number of transactions to skip. Skipped transactions in the 5 minutes before the first one are
     *     still drawn, because the 5-minute frequencies count them.
     */
    public EventTimeGenerator(Bank bank, double fraudRate, long startMicros, double perSecond, long offset) {
        sampler = new EventTimeSampler(
                bank.seed(),
                bank.accounts(),
                bank.firstAccount(),
                FraudPattern.ALL,
                bank.fraudWeights(),
                fraudRate,
                startMicros,
                perSecond);
        this.offset = offset;
        next = sampler.firstToDraw(offset);
    }

    /**
     * Draws the next transaction.
     *
     * @param sink receives the transaction, unless it is skipped
     * @return whether the sink received it
     */
    public boolean draw(TransactionSink sink) {
        boolean wanted = next >= offset;
        sampler.draw(next, wanted ? sink : SKIPPED);
        next++;
        return wanted;
    }

    /** An upper bound, to within a day, of the time in seconds that the first transactions take. */
    public static double maxSeconds(long transactions, double perSecond) {
        return ArrivalTimes.roundUpToBlocks(transactions) / perSecond;
    }

    /**
     * The expected share of fraud among a bank's transactions from an offset on. The other parameters are those of the
     * constructor.
     */
    public static double expectedFraudShare(
            Bank bank, double fraudRate, long startMicros, double perSecond, long offset, long count) {
        return EventTimeSampler.expectedFraudShare(
                FraudPattern.ALL, bank.fraudWeights(), fraudRate, startMicros, perSecond, offset, count);
    }
}
