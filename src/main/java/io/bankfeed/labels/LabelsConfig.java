package io.bankfeed.labels;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits of the labels. */
@ConfigMapping(prefix = "bankfeed.truth")
public interface LabelsConfig {

    /**
     * The number of latest transactions whose labels are kept, from 1,000 to 100,000,000. Each uses 16 bytes. It must
     * be more than the number of transactions generated within {@code label_delay_seconds}: a label that is evicted
     * before it is known is lost, and counted. The labels are limited to an eighth of the heap.
     */
    @WithDefault("1000000")
    @Min(1_000)
    @Max(100_000_000)
    int capacity();

    /** The maximum number of label streams; further requests are answered with 503. An idle one uses a few KiB. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    int maxSubscribers();
}
