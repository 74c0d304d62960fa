package io.bankfeed.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.feed.FeedStatus;
import io.bankfeed.labels.LabelsStatus;
import io.bankfeed.settings.Settings;
import java.util.Map;

/**
 * What {@code /status} says.
 *
 * @param streaming whether the feed runs
 * @param transactionsGenerated since the start, by the feed and on request
 * @param activeAccounts accounts with a transaction in the last 5 minutes
 * @param seed from which this bank can be made again
 * @param uptimeSeconds since the start
 * @param subscribers open streams
 * @param byPattern transactions since the start by their {@code fraud_type}
 * @param truth the labels
 */
@JsonPropertyOrder({
    "streaming",
    "transactions_generated",
    "active_accounts",
    "config",
    "seed",
    "uptime_seconds",
    "subscribers",
    "rate",
    "feed",
    "by_pattern",
    "truth"
})
public record Status(
        boolean streaming,
        @JsonProperty("transactions_generated") long transactionsGenerated,
        @JsonProperty("active_accounts") int activeAccounts,
        Settings config,
        long seed,
        @JsonProperty("uptime_seconds") double uptimeSeconds,
        int subscribers,
        Rate rate,
        FeedStatus feed,
        @JsonProperty("by_pattern") Map<String, Long> byPattern,
        LabelsStatus truth) {

    /**
     * How fast the feed is.
     *
     * @param targetPerSecond transactions a second that are asked for, 0 while it does not run
     * @param achievedPerSecond transactions a second over the last 10 s
     */
    @JsonPropertyOrder({"target_per_second", "achieved_per_second"})
    public record Rate(
            @JsonProperty("target_per_second") double targetPerSecond,
            @JsonProperty("achieved_per_second") double achievedPerSecond) {}
}
