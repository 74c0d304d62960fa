package io.bankfeed.feed;

import io.bankfeed.streaming.EventId;

/** Generates and encodes the batches of the feed. Called by one thread at a time. */
@FunctionalInterface
interface BatchEncoder {

    /**
     * Generates the next batch.
     *
     * @param size the number of transactions, 1 to 1000
     * @param periodNanos the time since the previous batch
     */
    FeedEvent encode(EventId id, int size, long periodNanos);
}
