package io.bankfeed.dataset;

import io.bankfeed.core.source.Bank;
import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on datasets. */
@ConfigMapping(prefix = "bankfeed.datasets")
public interface DatasetsConfig {

    /** The maximum number of transactions in a dataset. More cost time but no memory; each is about 420 bytes of JSON. */
    @WithDefault("100000000")
    long maxCount();

    /**
     * The maximum number of accounts of a dataset's bank, from 100 to 10,000,000. Each account takes up to 200 bytes while
     * the dataset is generated.
     */
    @WithDefault("100000")
    int maxAccounts();

    /**
     * The maximum number of datasets generated at the same time; further requests are answered with 503. They share one thread
     * fewer than the machine has processors (at least one), so that a processor is left for the live feed.
     */
    @WithDefault("4")
    int maxConcurrent();

    /**
     * How long a client may read nothing before its connection is closed to make room for others, from a millisecond to a
     * year.
     */
    @WithDefault("90S")
    Duration stallTimeout();

    /** Checks the values. */
    static void check(DatasetsConfig config, Ranges ranges) {
        ranges.check("bankfeed.datasets.max-count", config.maxCount(), 1L, 1_000_000_000_000L);
        ranges.check("bankfeed.datasets.max-accounts", config.maxAccounts(), Bank.MIN_ACCOUNTS, Bank.MAX_ACCOUNTS);
        ranges.check("bankfeed.datasets.max-concurrent", config.maxConcurrent(), 1, 1000);
        ranges.check(
                "bankfeed.datasets.stall-timeout", config.stallTimeout(), Duration.ofMillis(1), Duration.ofDays(366));
    }
}
