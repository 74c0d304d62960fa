package io.bankfeed.generator;

import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.core.world.WorldSampler;
import org.jspecify.annotations.Nullable;

/** Generates a bank's transactions in event time, starting at an offset. Not thread-safe. */
public abstract sealed class EventTimeGenerator {

    /**
     * A generator.
     *
     * @param offset the number of transactions to skip. Skipped transactions in the 5 minutes before the first one are
     *     still drawn, because the 5-minute frequencies count them.
     * @param part the accounts whose transactions are wanted, if it is by accounts; its rows are up to the caller
     * @param payments whether transactions get their payments; nothing else depends on it
     * @param sink receives the transactions, except for those that are skipped or of accounts that are not wanted
     */
    public static EventTimeGenerator of(
            EventTimeSpec spec, long offset, Part part, boolean payments, TransactionSink sink) {
        return spec.model().isTextbook()
                ? new Textbook(spec, offset, ofPart(part, payments ? spec.bank().withPayments(sink) : sink))
                : new OfWorld(spec, offset, part, payments, sink);
    }

    /**
     * Draws the next transaction.
     *
     * @return whether it is not skipped
     */
    public abstract boolean draw();

    /** An upper bound, to within a day, of the time in seconds that the first transactions of the textbook take. */
    public static double maxSeconds(long transactions, double perSecond) {
        return ArrivalTimes.roundUpToBlocks(transactions) / perSecond;
    }

    private static TransactionSink ofPart(Part part, TransactionSink sink) {
        return part.by() == Part.By.ROWS
                ? sink
                : (transaction, label) -> {
                    if (part.hasAccount(transaction.accountNumber())) {
                        sink.accept(transaction, label);
                    }
                };
    }

    private static final class Textbook extends EventTimeGenerator {

        private static final TransactionSink SKIPPED = (transaction, label) -> {};

        private final EventTimeSampler sampler;
        private final long offset;
        private final TransactionSink sink;
        private long next;

        Textbook(EventTimeSpec spec, long offset, TransactionSink sink) {
            sampler = spec.textbook();
            this.offset = offset;
            this.sink = sink;
            next = sampler.firstToDraw(offset);
        }

        @Override
        public boolean draw() {
            boolean wanted = next >= offset;
            sampler.draw(next, wanted ? sink : SKIPPED);
            next++;
            return wanted;
        }
    }

    /** Finding the offset can take a second, so it is left to the thread that draws. */
    private static final class OfWorld extends EventTimeGenerator {

        private final EventTimeSpec spec;
        private final long offset;
        private final Part part;
        private final boolean payments;
        private final TransactionSink sink;
        private @Nullable WorldSampler sampler;

        OfWorld(EventTimeSpec spec, long offset, Part part, boolean payments, TransactionSink sink) {
            this.spec = spec;
            this.offset = offset;
            this.part = part;
            this.payments = payments;
            this.sink = sink;
        }

        @Override
        public boolean draw() {
            WorldSampler current = sampler;
            if (current == null) {
                current =
                        new WorldSampler(spec.world(), offset, account -> part.hasAccount(account.number()), payments);
                sampler = current;
            }
            return current.draw(sink);
        }
    }
}
