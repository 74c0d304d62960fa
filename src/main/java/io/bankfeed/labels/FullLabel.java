package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What {@code labels=full} adds to a label, as JSON. The fields of the scenario are null if there is none.
 *
 * @param reportedAt when the bank reports the transaction as fraud, null if never
 */
@RegisterForReflection
@JsonPropertyOrder({
    "scenario_id",
    "scenario_type",
    "scenario_step",
    "scenario_steps",
    "scenario_role",
    "reported_fraud",
    "reported_at"
})
public record FullLabel(
        @JsonProperty("scenario_id") @Nullable String scenarioId,
        @JsonProperty("scenario_type") @Nullable String scenarioType,
        @JsonProperty("scenario_step") @Nullable Integer scenarioStep,
        @JsonProperty("scenario_steps") @Nullable Integer scenarioSteps,
        @JsonProperty("scenario_role") @Nullable String scenarioRole,
        @JsonProperty("reported_fraud") boolean reportedFraud,
        @JsonProperty("reported_at") @Nullable String reportedAt) {}
