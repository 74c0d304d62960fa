package io.bankfeed.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@code /status} says of the feed.
 *
 * @param epoch which run of the service the events' ids are from
 * @param sequence the number of the last batch released
 * @param skippedBatches batches left out late by more than a second, or could not be made
 * @param disconnectedSlowSubscribers connections closed because they fell too far behind
 */
@RegisterForReflection
@JsonPropertyOrder({"epoch", "sequence", "skipped_batches", "disconnected_slow_subscribers", "replay_buffer"})
public record FeedStatus(
        String epoch,
        long sequence,
        @JsonProperty("skipped_batches") long skippedBatches,
        @JsonProperty("disconnected_slow_subscribers") long disconnectedSlowSubscribers,
        @JsonProperty("replay_buffer") Replay replayBuffer) {

    /**
     * What is held for subscribers that resume.
     *
     * @param bytes about the memory that it takes
     */
    @RegisterForReflection
    public record Replay(long batches, long bytes) {}
}
