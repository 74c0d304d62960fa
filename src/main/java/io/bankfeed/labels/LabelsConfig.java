package io.bankfeed.labels;

import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of the labels. */
@ConfigMapping(prefix = "bankfeed.truth")
public interface LabelsConfig {

    /**
     * The number of latest transactions whose labels are kept, from 1,000 to 100,000,000. Each uses 20 bytes, and 72
     * more if it belongs to a scenario or is reported; if more than one in eight does, fewer are kept. It must be more
     * than the number of transactions generated within {@code label_delay_seconds}: a label that is evicted before it
     * is known is lost, and counted. The labels are limited to an eighth of the heap.
     */
    @WithDefault("1000000")
    int capacity();

    /** The maximum number of label streams; further requests are answered with 503. An idle one uses a few KiB. */
    @WithDefault("1000")
    int maxSubscribers();

    /** Checks the values. */
    static void check(LabelsConfig config, Ranges ranges) {
        ranges.check("bankfeed.truth.capacity", config.capacity(), 1_000, 100_000_000);
        ranges.check("bankfeed.truth.max-subscribers", config.maxSubscribers(), 1, 1_000_000);
    }
}
