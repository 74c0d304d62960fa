package io.bankfeed.core.source;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.transaction.TransactionSink;

/**
 * Some consecutive transactions of a bank in event time, or a part of them. The same arguments give the same transactions,
 * on any machine and by any engine. Not thread-safe; parts are independent of each other, so each can have its own thread
 * or machine.
 */
public final class TransactionSource {

    /** Raised with each release that changes the transactions of some arguments, so that files of two are not mixed. */
    public static final int DATA_VERSION = 1;

    private final long firstIndex;
    private final long rows;
    private final Sequence sequence;
    private final Sequence.Sampler sampler;
    private long passed;

    /**
     * A source at its first transaction. Nothing is drawn yet.
     *
     * @param offset the number of the bank's transactions before the first of all parts, at least 0
     * @param count the number of transactions of all parts, at least 0
     * @param payments whether transactions get their payments; nothing else depends on it
     * @param sink receives the transactions in the order of time, with their labels
     * @throws IllegalArgumentException if the parameters of the bank are out of range
     */
    public TransactionSource(
            EventTimeSpec spec, long offset, long count, Part part, boolean payments, TransactionSink sink) {
        firstIndex = offset + part.rowsBefore(count);
        rows = part.rows(count);
        sequence = Sequence.of(spec, firstIndex, part, payments);
        sampler = sequence.sampler(new Activity(spec.bank().accounts()).unlocked(), (transaction, label) -> {
            if (transaction.number() > firstIndex) {
                sink.accept(transaction, label);
            }
        });
    }

    /** An upper bound, to within a day, of the time in seconds that the first transactions of the textbook take. */
    public static double maxSeconds(long transactions, double perSecond) {
        return ArrivalTimes.roundUpToBlocks(transactions) / perSecond;
    }

    /**
     * Draws the next transaction; the sink receives it if it belongs to the part. Those in the 5 minutes before the first
     * one are drawn too, because its 5-minute frequency counts them, but not received. The first draw of a bank with a
     * difficulty over 0 finds the offset, which can take a second.
     *
     * @throws IllegalStateException if the source is complete
     */
    public void draw() {
        if (isComplete()) {
            throw new IllegalStateException("All " + rows + " transactions were drawn");
        }
        sampler.take(1);
        sampler.draw();
        if (sequence.nextIndex() > firstIndex) {
            passed++;
        }
    }

    /** Whether all transactions were drawn. */
    public boolean isComplete() {
        return passed == rows;
    }

    /** The number of the last of the bank's transactions that were passed, whether or not they are of the part. */
    public long lastNumber() {
        return firstIndex + passed;
    }
}
