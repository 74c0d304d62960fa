package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's label, as JSON.
 *
 * @param labelledAt when the label became known
 * @param full its fields follow; null if they are not wanted
 */
@RegisterForReflection
@JsonPropertyOrder({"transaction_id", "is_fraud", "fraud_type", "labelled_at", "full"})
public record KnownLabel(
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("is_fraud") boolean isFraud,
        @JsonProperty("fraud_type") String fraudType,
        @JsonProperty("labelled_at") String labelledAt,
        @JsonUnwrapped @Nullable FullLabel full) {}
