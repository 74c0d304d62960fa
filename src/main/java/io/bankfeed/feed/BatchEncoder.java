package io.bankfeed.feed;

/** Makes the next batch of the feed. Called by one thread at a time. */
@FunctionalInterface
interface BatchEncoder {

    /**
     * Makes a batch.
     *
     * @param size how many transactions, 1 to 1000
     */
    FeedEvent encode(EventId id, int size);
}
