package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What {@code /status} says of the ground truth.
 *
 * @param held labels that are held
 * @param known those of them that are known
 * @param capacity of how many transactions labels are held at most
 * @param subscribers open streams of labels
 */
@RegisterForReflection
@JsonPropertyOrder({"held", "known", "capacity", "subscribers"})
public record LabelsStatus(long held, long known, int capacity, int subscribers) {}
