package io.bankfeed.sink;

import java.util.concurrent.atomic.LongAdder;

/** What all lanes of this replica did since start-up. Thread-safe. */
final class LaneCounts {

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
}
