package io.bankfeed.core.source;

import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.transaction.TransactionSink;

/**
 * The transactions of a bank from an index on, and those in the 5 minutes before it, which its 5-minute frequency counts.
 * Samplers take them in their order, one sampler at a time, and draw those that they have taken, all at once.
 */
interface Sequence {

    /** The sequence of a specification. */
    static Sequence of(EventTimeSpec spec, long firstIndex, Part part, boolean payments) {
        return spec.model().isTextbook()
                ? new TextbookSequence(spec, firstIndex, part, payments)
                : new WorldSequence(spec, firstIndex, part, payments);
    }

    /** The index of the next transaction, from 0. It is known once there is a sampler; of a world, it is found then. */
    long nextIndex();

    /**
     * A sampler for one thread. Samplers are made one after the other, and not while one takes transactions.
     *
     * @param frequencies counts the transactions
     * @param sink receives those that belong to the part
     */
    Sampler sampler(FrequencyCounter frequencies, TransactionSink sink);

    /** Draws transactions. Not thread-safe. */
    interface Sampler {

        /** Takes the next transactions of the sequence. */
        void take(int count);

        /** Draws the transactions taken. It uses nothing that changes and that other samplers use. */
        void draw();
    }
}
