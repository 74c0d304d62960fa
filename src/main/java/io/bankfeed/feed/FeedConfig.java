package io.bankfeed.feed;

import io.bankfeed.settings.Ranges;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the live feed. */
@ConfigMapping(prefix = "bankfeed.feed")
public interface FeedConfig {

    /**
     * The size of the replay buffer, which keeps the latest batches for subscribers that resume. It fills up as the
     * feed runs. It is limited to an eighth of the heap.
     */
    @WithDefault("16M")
    MemorySize replayBytes();

    /**
     * How far a subscriber can fall behind before its connection is closed. This uses no memory of its own, because the
     * queue is part of the replay buffer. If it is more than half of that buffer, a subscriber that was disconnected
     * may have missed events.
     */
    @WithDefault("8M")
    MemorySize subscriberQueueBytes();

    /** The maximum number of subscribers; further requests are answered with 503. An idle one uses a few KiB. */
    @WithDefault("10000")
    int maxSubscribers();

    /** Checks the values. */
    static void check(FeedConfig config, Ranges ranges) {
        ranges.check("bankfeed.feed.max-subscribers", config.maxSubscribers(), 1, 1_000_000);
    }
}
