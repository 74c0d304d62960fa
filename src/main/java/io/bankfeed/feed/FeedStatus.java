package io.bankfeed.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The state of the feed in {@code /status}.
 *
 * @param epoch identifies this run of the service in event ids
 * @param sequence the number of the last released batch
 * @param skippedBatches batches that were late by more than a second or failed
 * @param disconnectedSlowSubscribers subscribers disconnected because they fell too far behind
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
     * The replay buffer.
     *
     * @param bytes about how much memory it uses
     */
    @RegisterForReflection
    public record Replay(long batches, long bytes) {}
}
