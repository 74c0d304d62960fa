package io.bankfeed.scoring;

import static io.bankfeed.scoring.Rounding.rounded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A detector on the scoreboard. */
@RegisterForReflection
@JsonPropertyOrder({
    "detector",
    "since",
    "judged",
    "pending",
    "unscored",
    "evicted",
    "late",
    "fraud",
    "prevalence",
    "figures",
    "by_fraud_type",
    "by_scenario_type",
    "delay",
    "blind",
    "floors"
})
@Schema(description = "A detector. Only transactions count whose labels are public.")
public record DetectorFigures(
        @Schema(ref = "DetectorName") String detector,

        @Schema(
                description =
                        "When the first transaction that counts was made: the first one that the detector scored.",
                nullable = true)
        @Nullable
        String since,

        @Schema(description = "Transactions that count.", minimum = "0")
        long judged,

        @Schema(description = "Transactions that wait for their label or their score.", minimum = "0")
        long pending,

        @Schema(description = "Transactions judged without a score in time, as if it was 0.", minimum = "0")
        long unscored,

        @Schema(description = "Transactions evicted before they were judged.", minimum = "0")
        long evicted,

        @Schema(description = "Scores that came after the deadline.", minimum = "0")
        long late,

        @Schema(description = "Judged transactions that are fraud.", minimum = "0")
        long fraud,

        @Schema(description = "The share of fraud.", nullable = true, minimum = "0", maximum = "1") @Nullable
        Double prevalence,

        Figures figures,

        @JsonProperty("by_fraud_type") @Schema(description = "Each fraud pattern against all honest transactions.")
        Map<String, TypeFigures> byFraudType,

        @JsonProperty("by_scenario_type")
        @Schema(description = "The fraud in each type of scenario against all honest transactions.")
        Map<String, TypeFigures> byScenarioType,

        Delay delay,

        @Schema(
                description = "The share of accepted scores that came before the label was public.",
                nullable = true,
                minimum = "0",
                maximum = "1")
        @Nullable
        Double blind,

        Floors floors) {

    /**
     * How well one kind of fraud is found.
     *
     * @param scenarios left out for a fraud pattern
     */
    @RegisterForReflection
    @JsonPropertyOrder({"fraud", "pr_auc", "roc_auc", "recall", "recall_at_budget", "scenarios"})
    @Schema(
            description = "How well one kind of fraud is found, at the threshold and the budget of the detector.",
            requiredProperties = {"fraud", "pr_auc", "roc_auc", "recall", "recall_at_budget"})
    public record TypeFigures(
            @Schema(description = "Judged transactions of this kind.", minimum = "0")
            long fraud,

            @JsonProperty("pr_auc") @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double prAuc,

            @JsonProperty("roc_auc") @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double rocAuc,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double recall,

            @JsonProperty("recall_at_budget") @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double recallAtBudget,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ScenarioFigures scenarios) {}

    /** How early scenarios are found, with scores of 0.5 or more as alerts. */
    @RegisterForReflection
    @JsonPropertyOrder({"ended", "found_before_last", "fraud_vnd", "saved_vnd"})
    @Schema(description = "How early scenarios are found, with scores of 0.5 or more as alerts.")
    public record ScenarioFigures(
            @Schema(description = "Scenarios that the detector could score from the first transaction to the last.")
            long ended,

            @JsonProperty("found_before_last")
            @Schema(
                    description = "The share of which a fraud before the last transaction was found.",
                    nullable = true,
                    minimum = "0",
                    maximum = "1")
            @Nullable
            Double foundBeforeLast,

            @JsonProperty("fraud_vnd") @Schema(description = "Their fraud in whole dong.", minimum = "0")
            long fraudVnd,

            @JsonProperty("saved_vnd")
            @Schema(description = "What of it came after the first fraud that was found.", minimum = "0")
            long savedVnd) {}

    /** From when a transaction was made to when it was scored, in seconds. */
    @RegisterForReflection
    @JsonPropertyOrder({"median_seconds", "p95_seconds"})
    @Schema(description = "From when a transaction was made to when it was scored, exact to 1 %.")
    public record Delay(
            @JsonProperty("median_seconds") @Schema(nullable = true, minimum = "0") @Nullable
            Double medianSeconds,

            @JsonProperty("p95_seconds") @Schema(nullable = true, minimum = "0") @Nullable
            Double p95Seconds) {}

    /** What needs no detector, on the same transactions. */
    @RegisterForReflection
    @JsonPropertyOrder({"never", "always", "random", "amount", "rule"})
    @Schema(description = "What needs no detector, on the same transactions.")
    public record Floors(
            @Schema(description = "A score of 0 for all.") Figures never,

            @Schema(description = "A score of 1 for all.") Figures always,

            @Schema(description = "What uniform random scores reach on average.")
            Figures random,

            @Schema(description = "By amount alone: its logarithm to the base 2, divided by 40.")
            Figures amount,

            @Schema(description = "1 for a transaction with all documented signals of a fraud pattern, else 0.")
            Figures rule) {}

    /** @param transactionsPerDay how many transactions are a day of the bank, whatever the pace of the feed */
    static DetectorFigures of(DetectorSums sums, ScoreboardQuery query, double transactionsPerDay) {
        Ranking ranking = sums.tally().ranking();
        double days = sums.judged() / transactionsPerDay;
        int bin = ScoreScale.binOf(query.threshold());
        int budgetBin = ranking.lowestBinWithin(query.alertsPerDay() * days);
        return new DetectorFigures(
                sums.name(),
                sums.sinceMicros() == null ? null : TransactionEncoder.timestamp(sums.sinceMicros()),
                sums.judged(),
                sums.pending(),
                sums.unscored(),
                sums.evicted(),
                sums.late(),
                ranking.fraud().total(),
                rounded(Ranking.ratio(ranking.fraud().total(), ranking.size())),
                Figures.of(ranking, query, days),
                types(sums.tally().byFraudType(), null, bin, budgetBin),
                types(sums.tally().byScenarioType(), sums.scenarios(), bin, budgetBin),
                new Delay(
                        rounded(sums.delays().seconds(0.5)),
                        rounded(sums.delays().seconds(0.95))),
                rounded(Ranking.ratio(sums.blind(), sums.scored())),
                new Floors(
                        Figures.of(sums.tally().constant(ScoreScale.LOWEST), query, days),
                        Figures.of(sums.tally().constant(ScoreScale.HIGHEST), query, days),
                        Figures.ofRandom(ranking, query, days),
                        Figures.ofAmounts(sums.tally().byAmount(), query, days),
                        Figures.of(sums.tally().bySignals(), query, days)));
    }

    private static Map<String, TypeFigures> types(
            Map<String, Ranking> rankings, @Nullable Map<String, ScenarioTally> scenarios, int bin, int budgetBin) {
        Map<String, TypeFigures> types = new TreeMap<>();
        rankings.forEach((type, ranking) -> types.put(
                type,
                new TypeFigures(
                        ranking.fraud().total(),
                        rounded(ranking.prAuc()),
                        rounded(ranking.rocAuc()),
                        rounded(ranking.from(bin).recall()),
                        rounded(ranking.from(budgetBin).recall()),
                        scenarios == null ? null : scenarioFigures(scenarios.getOrDefault(type, ScenarioTally.NONE)))));
        return types;
    }

    private static ScenarioFigures scenarioFigures(ScenarioTally tally) {
        return new ScenarioFigures(
                tally.ended(),
                rounded(Ranking.ratio(tally.foundBeforeLast(), tally.ended())),
                tally.fraudVnd(),
                tally.savedVnd());
    }
}
