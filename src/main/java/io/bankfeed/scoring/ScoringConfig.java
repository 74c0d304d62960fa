package io.bankfeed.scoring;

import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The scoreboard of detectors. */
@ConfigMapping(prefix = "bankfeed.scoring")
public interface ScoringConfig {

    /** How long after a transaction a score counts, by the service's clock, from a millisecond to a day. */
    @WithDefault("60S")
    Duration deadline();

    /**
     * The maximum number of detectors on the scoreboard, from 1 to 64; scores of another one are answered with 409. A
     * detector typically takes 1 to 2 MiB, at most 4.3, and 4 bytes for each transaction that waits. If the scoreboard
     * needs more than an eighth of the heap, there is room for fewer detectors and transactions.
     */
    @WithDefault("16")
    int detectors();

    /**
     * The number of latest transactions that can wait for their scores and labels, from 1,000 to 100,000,000. Each uses
     * 28 bytes. It must be more than the number of transactions generated within the deadline and within
     * {@code label_delay_seconds}: one that is evicted before it is judged is counted.
     */
    @WithDefault("250000")
    int capacity();

    /** The maximum number of scoreboard streams, from 1 to 10,000; further requests are answered with 503. */
    @WithDefault("100")
    int maxSubscribers();

    /** Checks the values. */
    static void check(ScoringConfig config, Ranges ranges) {
        ranges.check("bankfeed.scoring.deadline", config.deadline(), Duration.ofMillis(1), Duration.ofDays(1));
        ranges.check("bankfeed.scoring.detectors", config.detectors(), 1, Scoreboard.MAX_DETECTORS);
        ranges.check("bankfeed.scoring.capacity", config.capacity(), 1_000, 100_000_000);
        ranges.check("bankfeed.scoring.max-subscribers", config.maxSubscribers(), 1, 10_000);
    }
}
