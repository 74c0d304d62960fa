package io.bankfeed.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The feed in {@code /status}. */
@RegisterForReflection
@JsonPropertyOrder({"epoch", "sequence", "skipped_batches", "disconnected_slow_subscribers", "replay_buffer"})
@Schema(description = "The state of the feed.")
public record FeedStatus(
        @Schema(
                description = "The run of the service, with which the ids of its events start.",
                pattern = "^[0-9a-z]{1,16}$",
                examples = "mwsd8run")
        String epoch,

        @Schema(description = "The number of the last released batch, or 0.", minimum = "0", examples = "40")
        long sequence,

        @JsonProperty("skipped_batches")
        @Schema(description = "Batches that were late by more than a second, or failed.", minimum = "0", examples = "0")
        long skippedBatches,

        @JsonProperty("disconnected_slow_subscribers")
        @Schema(description = "Connections closed because they fell too far behind.", minimum = "0", examples = "0")
        long disconnectedSlowSubscribers,

        @JsonProperty("replay_buffer") Replay replayBuffer) {

    /** What is kept for subscribers that resume. */
    @RegisterForReflection
    @Schema(name = "ReplayBuffer", description = "What is kept for clients that resume.")
    public record Replay(
            @Schema(description = "The number of batches, up to the last released one.", minimum = "0", examples = "40")
            long batches,

            @Schema(description = "The approximate memory they use.", minimum = "0", examples = "33043")
            long bytes) {}
}
