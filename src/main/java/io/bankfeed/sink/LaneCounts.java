package io.bankfeed.sink;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.feed.RateMeter;
import io.bankfeed.generator.GeneratedCounts;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** What all lanes of this replica did since start-up. Thread-safe. */
final class LaneCounts {

    private final GeneratedCounts generated;
    private final RateMeter rate = new RateMeter();

    /** Committed transactions. */
    final LongAdder transactions = new LongAdder();

    /** Committed labels. */
    final LongAdder labels = new LongAdder();

    /** By how many numbers of the bank lanes fell behind and do not make up for it. */
    final LongAdder skipped = new LongAdder();

    /** How often a lane began again from its last committed record after a failure. */
    final LongAdder recoveries = new LongAdder();

    /** How often another replica had taken a lane over. */
    final LongAdder fenced = new LongAdder();

    LaneCounts(GeneratedCounts generated) {
        this.generated = generated;
        rate.start(System.nanoTime());
    }

    /**
     * Counts what was committed.
     *
     * @param written the label of each transaction
     * @param labelRecords how many labels were committed with them
     * @param leftOut by how many more numbers the lane is behind for good
     */
    void committed(Collection<Label> written, long labelRecords, long leftOut) {
        transactions.add(written.size());
        labels.add(labelRecords);
        skipped.add(leftOut);
        rate.add(System.nanoTime(), written.size());
        generated.add(written);
    }

    /** Committed transactions per second over the last 10 seconds. */
    double perSecond() {
        return rate.perSecond(System.nanoTime());
    }
}
