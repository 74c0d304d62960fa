package io.bankfeed.feed;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The bounds of the live feed. */
@ConfigMapping(prefix = "bankfeed.feed")
public interface FeedConfig {

    /**
     * How much of the feed is held for subscribers that resume, such as {@code 16M}. It is filled as the feed runs, and
     * the oldest batches make room for new ones. At most an eighth of the heap is taken.
     */
    @WithDefault("16M")
    MemorySize replayBytes();

    /**
     * How far a subscriber may fall behind the feed, such as {@code 8M}, before its connection is closed. It costs no
     * memory of its own, since it is a part of the replay buffer; above half of that, a subscriber that was closed may
     * find that it missed something.
     */
    @WithDefault("8M")
    MemorySize subscriberQueueBytes();

    /** How many subscribers there may be at once; the next is answered 503. An idle one takes a few KiB. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxSubscribers();
}
