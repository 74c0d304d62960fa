package io.bankfeed.sink;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The state of the feed in Kafka, as part of {@code /status}. The counters are those of this replica. */
@JsonPropertyOrder({
    "topic",
    "labels_topic",
    "extended",
    "reason",
    "lanes",
    "transactions",
    "labels",
    "lag",
    "skipped",
    "recoveries",
    "fenced"
})
@Schema(description = "The state of this replica, if the feed is in Kafka. The counters start at 0 with the service.")
public record KafkaStatus(
        @Schema(description = "The topic of the transactions.", examples = "bankfeed.transactions")
        String topic,

        @JsonProperty("labels_topic")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The topic of the labels. Left out if the bank has none.", examples = "bankfeed.labels")
        @Nullable
        String labelsTopic,

        @Schema(description = "Whether transactions have their payment, as with `fields=extended`.")
        boolean extended,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "Why this replica does not write all its lanes. Left out if it does.",
                examples = "Kafka has not answered yet")
        @Nullable
        String reason,

        @Schema(description = "The lanes of this replica, from 0.")
        List<Integer> lanes,

        @Schema(description = "Transactions committed.", minimum = "0")
        long transactions,

        @Schema(description = "Labels committed.", minimum = "0")
        long labels,

        @Schema(
                description = "Numbers of the bank that are due and not written, in the lane with the most.",
                minimum = "0")
        long lag,

        @Schema(description = "Numbers of the bank by which lanes fell behind for good.", minimum = "0")
        long skipped,

        @Schema(description = "Times a lane began again after its last committed record.", minimum = "0")
        long recoveries,

        @Schema(
                description = "Times another replica had taken a lane over, or the broker had ended its transaction.",
                minimum = "0")
        long fenced) {}
