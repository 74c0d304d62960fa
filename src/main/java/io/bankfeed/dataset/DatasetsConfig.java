package io.bankfeed.dataset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The bounds of datasets. */
@ConfigMapping(prefix = "bankfeed.datasets")
public interface DatasetsConfig {

    /** How many transactions a dataset has at most. It costs time and no memory; each is about 420 bytes of JSON. */
    @WithDefault("100000000")
    @Min(1)
    @Max(1_000_000_000_000L)
    long maxCount();

    /**
     * How many accounts a dataset's bank has at most, from 100 to 10,000,000. While a dataset is made, each account takes
     * up to 200 bytes.
     */
    @WithDefault("100000")
    @Min(100)
    @Max(10_000_000)
    int maxAccounts();

    /**
     * How many datasets are made at once; the next request is answered 503. They share the threads, one less than the
     * machine has processors, so that the live feed has one.
     */
    @WithDefault("4")
    @Min(1)
    @Max(1000)
    int maxConcurrent();

    /**
     * For how long a client may take nothing before its connection is closed, so that others get its place; from a
     * millisecond to a year.
     */
    @WithDefault("5M")
    @DurationMin(millis = 1)
    @DurationMax(days = 366)
    Duration stallTimeout();
}
