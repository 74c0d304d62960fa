package io.bankfeed.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.feed.FeedStatus;
import io.bankfeed.labels.LabelsStatus;
import io.bankfeed.settings.Settings;
import io.bankfeed.sink.KafkaStatus;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The response of {@code /status}. */
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
    "by_scenario",
    "truth",
    "kafka"
})
@Schema(
        description = "The state of the service. The counters start at 0 with the service. Keys may be added.",
        requiredProperties = {
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
        @Schema(description = "Whether the feed is running.")
        boolean streaming,

        @JsonProperty("transactions_generated")
        @Schema(
                description = "Transactions since start-up, by the feed and on demand.",
                minimum = "0",
                examples = "1234")
        long transactionsGenerated,

        @JsonProperty("active_accounts")
        @Schema(description = "Accounts with a transaction in the last 5 minutes.", minimum = "0", examples = "1059")
        int activeAccounts,

        Settings config,

        @Schema(description = "With the same seed and settings, the service generates the same bank.", examples = "42")
        long seed,

        @JsonProperty("uptime_seconds")
        @Schema(description = "Seconds since start-up, to the millisecond.", minimum = "0", examples = "3600.125")
        double uptimeSeconds,

        @Schema(description = "Open streams of the feed.", minimum = "0", examples = "2")
        int subscribers,

        Rate rate,
        FeedStatus feed,

        @JsonProperty("by_pattern") @Schema(ref = "TransactionCounts")
        Map<String, Long> byPattern,

        @JsonProperty("by_scenario")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Transactions of scenarios, by type of scenario. Left out while there are none.")
        Map<String, Long> byScenario,

        LabelsStatus truth,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KafkaStatus kafka) {

    @JsonPropertyOrder({"target_per_second", "achieved_per_second"})
    @Schema(description = "The rate of the feed in transactions per second, 0 while it is not running.")
    public record Rate(
            @JsonProperty("target_per_second")
            @Schema(description = "`batch_size` / `frequency_seconds`.", minimum = "0", examples = "50.0")
            double targetPerSecond,

            @JsonProperty("achieved_per_second")
            @Schema(description = "The mean over the last 10 seconds.", minimum = "0", examples = "50.0")
            double achievedPerSecond) {}
}
