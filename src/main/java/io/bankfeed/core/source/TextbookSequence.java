package io.bankfeed.core.source;

import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.fraud.EventTimeSampler;
import io.bankfeed.core.transaction.TransactionSink;

/** The transactions of the textbook: each is a function of its index. */
final class TextbookSequence implements Sequence {

    /** Before the first sampler, which finds it: a sampler is not made for that alone. */
    private static final long UNKNOWN = -1;

    private final EventTimeSpec spec;
    private final Part part;
    private final boolean payments;
    private final long firstIndex;
    private long nextIndex = UNKNOWN;

    TextbookSequence(EventTimeSpec spec, long firstIndex, Part part, boolean payments) {
        this.spec = spec;
        this.part = part;
        this.payments = payments;
        this.firstIndex = firstIndex;
    }

    @Override
    public long nextIndex() {
        return nextIndex;
    }

    @Override
    public Sampler sampler(FrequencyCounter frequencies, TransactionSink sink) {
        EventTimeSampler textbook = spec.textbook(frequencies);
        if (nextIndex == UNKNOWN) {
            nextIndex = textbook.firstToDraw(firstIndex);
        }
        TransactionSink received = payments ? spec.bank().withPayments(sink) : sink;
        return new Sampler() {

            private long firstIndex;
            private long endIndex;

            @Override
            public void take(int count) {
                firstIndex = nextIndex;
                nextIndex += count;
                endIndex = nextIndex;
            }

            @Override
            public void draw() {
                for (long index = firstIndex; index < endIndex; index++) {
                    textbook.draw(index, part::hasAccount, received);
                }
            }
        };
    }
}
