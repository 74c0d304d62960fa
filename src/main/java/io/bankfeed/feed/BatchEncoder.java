package io.bankfeed.feed;

import io.bankfeed.streaming.EventId;

/** Makes the next batch of the feed. Called by one thread at a time. */
@FunctionalInterface
interface BatchEncoder {

    /**
     * Makes a batch.
     *
     * @param size how many transactions, 1 to 1000
     * @param periodNanos nanoseconds since the batch before
     */
    FeedEvent encode(EventId id, int size, long periodNanos);
}
