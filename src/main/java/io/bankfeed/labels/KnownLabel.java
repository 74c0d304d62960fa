package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A transaction's label, as JSON.
 *
 * @param labelledAt when the label became known
 */
@JsonPropertyOrder({"transaction_id", "is_fraud", "fraud_type", "labelled_at"})
public record KnownLabel(
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("is_fraud") boolean isFraud,
        @JsonProperty("fraud_type") String fraudType,
        @JsonProperty("labelled_at") String labelledAt) {}
