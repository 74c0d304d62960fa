package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The state of the labels in {@code /status}.
 *
 * @param held the number of labels kept
 * @param known how many of those are known
 * @param capacity the maximum number of labels
 * @param subscribers the number of open label streams
 */
@RegisterForReflection
@JsonPropertyOrder({"held", "known", "capacity", "subscribers"})
public record LabelsStatus(long held, long known, int capacity, int subscribers) {}
