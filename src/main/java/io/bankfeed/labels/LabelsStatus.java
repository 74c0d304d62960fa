package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The labels in {@code /status}. */
@RegisterForReflection
@JsonPropertyOrder({"held", "known", "capacity", "subscribers"})
@Schema(name = "TruthStatus", description = "The state of the labels.")
public record LabelsStatus(
        @Schema(description = "Labels that are kept.", minimum = "0", examples = "1234")
        long held,

        @Schema(description = "Those of them that are known.", minimum = "0", examples = "1229")
        long known,

        @Schema(description = "The maximum number of labels that are kept.", minimum = "1000", maximum = "100000000")
        int capacity,

        @Schema(description = "Open streams of labels.", minimum = "0", examples = "0")
        int subscribers) {}
