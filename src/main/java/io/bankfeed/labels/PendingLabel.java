package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A transaction whose label is not known yet, as JSON.
 *
 * @param knownAt when the label becomes known if the delay does not change
 */
@JsonPropertyOrder({"transaction_id", "known_at"})
public record PendingLabel(
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("known_at") String knownAt) {}
