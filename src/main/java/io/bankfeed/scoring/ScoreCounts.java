package io.bankfeed.scoring;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The response of {@code POST /scores}. It does not depend on any label. */
@RegisterForReflection
@JsonPropertyOrder({"accepted", "repeated", "late", "unknown", "evicted"})
@Schema(description = "What became of the scores. It does not depend on any label.")
public record ScoreCounts(
        @Schema(description = "First scores, in time.", minimum = "0", maximum = "10000", examples = "1")
        int accepted,

        @Schema(description = "The detector has scored the transaction before; the first score counts.", minimum = "0")
        int repeated,

        @Schema(description = "They came after the deadline.", minimum = "0")
        int late,

        @Schema(description = "There is no such transaction, or not yet.", minimum = "0")
        int unknown,

        @Schema(description = "The transaction was evicted to make room for newer ones.", minimum = "0")
        int evicted) {

    static ScoreCounts of(Map<Outcome, Integer> outcomes) {
        return new ScoreCounts(
                outcomes.getOrDefault(Outcome.ACCEPTED, 0),
                outcomes.getOrDefault(Outcome.REPEATED, 0),
                outcomes.getOrDefault(Outcome.LATE, 0),
                outcomes.getOrDefault(Outcome.UNKNOWN, 0),
                outcomes.getOrDefault(Outcome.EVICTED, 0));
    }
}
