package io.bankfeed.core.source;

import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.core.world.WorldSampler;
import java.util.function.BooleanSupplier;

/**
 * Some consecutive transactions of a bank in event time, or a part of them. The same arguments give the same transactions,
 * on any machine and by any engine. Not thread-safe; parts are independent of each other, so each can have its own thread
 * or machine.
 */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
public final class TransactionSource {

    /** Raised with each release that changes the transactions of some arguments, so that files of two are not mixed. */
    public static final int DATA_VERSION = 1;

    private static final TransactionSink SKIPPED = (transaction, label) -> {};

    private final EventTimeSpec spec;
    private final long firstIndex;
    private final long rows;
    private final Part part;
    private final boolean payments;
    private final TransactionSink sink;
    private long passed;

    /** Draws the next transaction, and returns whether it is one of the rows. Null before the first draw of a world. */
    private BooleanSupplier sampler;

    /**
     * A source at its first transaction. Nothing is drawn yet.
     *
     * @param offset the number of the bank's transactions before the first of all parts, at least 0
     * @param count the number of transactions of all parts, at least 0
     * @param payments whether transactions get their payments; nothing else depends on it
     * @param sink receives the transactions in the order of time, with their labels
     * @throws IllegalArgumentException if the textbook's parameters are out of range
     */
    public TransactionSource(
            EventTimeSpec spec, long offset, long count, Part part, boolean payments, TransactionSink sink) {
        this.spec = spec;
        this.part = part;
        this.payments = payments;
        this.sink = sink;
        firstIndex = offset + part.rowsBefore(count);
        rows = part.rows(count);
        sampler = spec.model().isTextbook() ? textbook() : null;
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
        if (sampler == null) {
            sampler = world();
        }
        if (sampler.getAsBoolean()) {
            passed++;
        }
    }

    /** Whether all transactions were drawn. */
    public boolean isComplete() {
        return passed == rows;
    }

    private BooleanSupplier textbook() {
        EventTimeSampler textbook = spec.textbook();
        TransactionSink paid = payments ? spec.bank().withPayments(sink) : sink;
        TransactionSink wanted = part.by() == Part.By.ROWS
                ? paid
                : (transaction, label) -> {
                    if (part.hasAccount(transaction.accountNumber())) {
                        paid.accept(transaction, label);
                    }
                };
        long[] next = {textbook.firstToDraw(firstIndex)};
        return () -> {
            boolean reached = next[0] >= firstIndex;
            textbook.draw(next[0], reached ? wanted : SKIPPED);
            next[0]++;
            return reached;
        };
    }

    private BooleanSupplier world() {
        WorldSampler world =
                new WorldSampler(spec.world(), firstIndex, account -> part.hasAccount(account.number()), payments);
        return () -> world.draw(sink);
    }
}
