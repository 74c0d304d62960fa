package io.bankfeed.dataset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits on datasets. */
@ConfigMapping(prefix = "bankfeed.datasets")
public interface DatasetsConfig {

    /** The maximum number of transactions in a dataset. More cost time but no memory; each is about 420 bytes of JSON. */
    @WithDefault("100000000")
    @Min(1)
    @Max(1_000_000_000_000L)
    long maxCount();

    /**
     * The maximum number of accounts of a dataset's bank, from 100 to 10,000,000. Each account takes up to 200 bytes while
     * the dataset is generated.
     */
    @WithDefault("100000")
    @Min(100)
    @Max(10_000_000)
    int maxAccounts();

    /**
     * The maximum number of datasets generated at the same time; further requests are answered with 503. They share one thread
     * fewer than the machine has processors (at least one), so that a processor is left for the live feed.
     */
    @WithDefault("4")
    @Min(1)
    @Max(1000)
    int maxConcurrent();

    /**
     * How long a client may read nothing before its connection is closed to make room for others, from a millisecond to a
     * year.
     */
    @WithDefault("90S")
    @DurationMin(millis = 1)
    @DurationMax(days = 366)
    Duration stallTimeout();
}
