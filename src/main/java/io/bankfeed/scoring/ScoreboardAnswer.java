package io.bankfeed.scoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The response of {@code GET /scoreboard}. */
@RegisterForReflection
@JsonPropertyOrder({"timestamp", "since", "deadline_seconds", "threshold", "alerts_per_day", "detectors"})
@Schema(name = "Scoreboard", description = "The detectors that have posted scores since the start of the service.")
public record ScoreboardAnswer(
        @Schema(ref = "Timestamp") String timestamp,

        @Schema(ref = "Timestamp") String since,

        @JsonProperty("deadline_seconds")
        @Schema(description = "How long after a transaction a score counts.", examples = "60.0")
        double deadlineSeconds,

        @Schema(description = "The lowest score that is an alert.", minimum = "0", maximum = "1", examples = "0.5")
        double threshold,

        @JsonProperty("alerts_per_day")
        @Schema(description = "The budget: alerts in a day of the bank.", examples = "100.0")
        double alertsPerDay,

        @Schema(description = "In the order of their first scores.", maxItems = 64)
        List<DetectorFigures> detectors) {}
