package io.bankfeed.generator;

import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.core.world.WorldSampler;
import org.jspecify.annotations.Nullable;

/** Generates a bank's transactions in event time, starting at an offset. Not thread-safe. */
public abstract sealed class EventTimeGenerator {

    private static final TransactionSink SKIPPED = (transaction, label) -> {};

    /**
     * A generator.
     *
     * @param offset the number of transactions to skip. Skipped transactions in the 5 minutes before the first one are
     *     still drawn, because the 5-minute frequencies count them.
     * @param part the accounts whose transactions are wanted, if it is by accounts; its rows are up to the caller
     */
    public static EventTimeGenerator of(EventTimeSpec spec, long offset, Part part) {
        return spec.model().isTextbook() ? new Textbook(spec, offset, part) : new OfWorld(spec, offset, part);
    }

    /**
     * Draws the next transaction.
     *
     * @param sink receives the transaction, unless it is skipped or of an account that is not wanted
     * @return whether it is not skipped
     */
    public abstract boolean draw(TransactionSink sink);

    /** An upper bound, to within a day, of the time in seconds that the first transactions of the textbook take. */
    public static double maxSeconds(long transactions, double perSecond) {
        return ArrivalTimes.roundUpToBlocks(transactions) / perSecond;
    }

    private static final class Textbook extends EventTimeGenerator {

        private final EventTimeSampler sampler;
        private final long offset;
        private final Part part;
        private long next;

        Textbook(EventTimeSpec spec, long offset, Part part) {
            sampler = spec.textbook();
            this.offset = offset;
            this.part = part;
            next = sampler.firstToDraw(offset);
        }

        @Override
        public boolean draw(TransactionSink sink) {
            boolean wanted = next >= offset;
            sampler.draw(next, wanted ? ofPart(sink) : SKIPPED);
            next++;
            return wanted;
        }

        private TransactionSink ofPart(TransactionSink sink) {
            return part.by() == Part.By.ROWS
                    ? sink
                    : (transaction, label) -> {
                        if (part.hasAccount(transaction.accountNumber())) {
                            sink.accept(transaction, label);
                        }
                    };
        }
    }

    /** Finding the offset can take a second, so it is left to the thread that draws. */
    private static final class OfWorld extends EventTimeGenerator {

        private final EventTimeSpec spec;
        private final long offset;
        private final Part part;
        private @Nullable WorldSampler sampler;

        OfWorld(EventTimeSpec spec, long offset, Part part) {
            this.spec = spec;
            this.offset = offset;
            this.part = part;
        }

        @Override
        public boolean draw(TransactionSink sink) {
            WorldSampler current = sampler;
            if (current == null) {
                current = new WorldSampler(spec.world(), offset, account -> part.hasAccount(account.number()));
                sampler = current;
            }
            return current.draw(sink);
        }
    }
}
