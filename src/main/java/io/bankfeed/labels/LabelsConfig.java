package io.bankfeed.labels;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The bounds of the ground truth. */
@ConfigMapping(prefix = "bankfeed.truth")
public interface LabelsConfig {

    /**
     * Of how many of the latest transactions the labels are held, from 1,000 to 100,000,000. Each takes 16 bytes once
     * it was made. It must be more than what is made within {@code label_delay_seconds}: a label that makes room before
     * it is known is lost, and counted. At most an eighth of the heap is taken.
     */
    @WithDefault("1000000")
    @Min(1_000)
    @Max(100_000_000)
    int capacity();

    /** How many streams of labels there may be at once; the next is answered 503. An idle one takes a few KiB. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    int maxSubscribers();
}
