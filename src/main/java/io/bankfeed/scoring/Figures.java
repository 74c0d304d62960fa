package io.bankfeed.scoring;

import static io.bankfeed.scoring.Rounding.rounded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.function.IntToDoubleFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How well scores tell fraud from honest transactions. Null where a figure is undefined. */
@RegisterForReflection
@JsonPropertyOrder({"pr_auc", "roc_auc", "at_threshold", "at_budget"})
@Schema(description = "How well scores tell fraud from honest transactions. Null where a figure is undefined.")
public record Figures(
        @JsonProperty("pr_auc")
        @Schema(
                description = "The area under the precision-recall curve, as average precision.",
                nullable = true,
                minimum = "0",
                maximum = "1")
        @Nullable
        Double prAuc,

        @JsonProperty("roc_auc")
        @Schema(description = "The area under the ROC curve.", nullable = true, minimum = "0", maximum = "1")
        @Nullable
        Double rocAuc,

        @JsonProperty("at_threshold") AtThreshold atThreshold,
        @JsonProperty("at_budget") AtBudget atBudget) {

    /** With scores of at least the threshold as alerts. */
    @RegisterForReflection
    @JsonPropertyOrder({"precision", "recall", "f1", "false_positive_rate", "alerts_per_day"})
    @Schema(description = "With scores of at least the threshold as alerts.")
    public record AtThreshold(
            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double precision,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double recall,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double f1,

            @JsonProperty("false_positive_rate") @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double falsePositiveRate,

            @JsonProperty("alerts_per_day")
            @Schema(
                    description = "Alerts in a day of the bank, that is `bankfeed.bank.transactions-per-day`.",
                    nullable = true,
                    minimum = "0")
            @Nullable
            Double alertsPerDay) {}

    /** With as many alerts as the budget allows. */
    @RegisterForReflection
    @JsonPropertyOrder({"threshold", "precision", "recall"})
    @Schema(description = "With the highest scores as alerts, as many as the budget allows; equal scores all or none.")
    public record AtBudget(
            @Schema(
                    description = "The lowest score that is an alert; null if there is none.",
                    nullable = true,
                    minimum = "0",
                    maximum = "1")
            @Nullable
            Double threshold,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double precision,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double recall) {}

    /** Of scores, by their bins. */
    static Figures of(Ranking ranking, ScoreboardQuery query, double bankDays) {
        return of(
                ranking,
                query,
                bankDays,
                ScoreScale.binOf(query.threshold()),
                bin -> ScoreScale.shortestIn(bin, ranking.binWidth()));
    }

    /** Of amounts, by theirs. */
    static Figures ofAmounts(Ranking ranking, ScoreboardQuery query, double bankDays) {
        int bin = ScoreScale.binOfAmountScore(query.threshold());
        return of(ranking, query, bankDays, bin, ScoreScale::amountScoreOf);
    }

    private static Figures of(
            Ranking ranking, ScoreboardQuery query, double bankDays, int bin, IntToDoubleFunction scoreOf) {
        int budgetBin = ranking.lowestBinWithin(query.alertsPerDay() * bankDays);
        return new Figures(
                rounded(ranking.prAuc()),
                rounded(ranking.rocAuc()),
                atThreshold(ranking.from(bin), bankDays),
                atBudget(
                        ranking.from(budgetBin),
                        budgetBin == Histogram.BINS ? null : scoreOf.applyAsDouble(budgetBin)));
    }

    /** What random scores reach on average. */
    static Figures ofRandom(Ranking ranking, ScoreboardQuery query, double bankDays) {
        double frauds = ranking.fraud().total();
        double honests = ranking.honest().total();
        double within = ranking.size() == 0 ? 0 : Math.min(1, query.alertsPerDay() * bankDays / ranking.size());
        double above = 1 - query.threshold();
        return new Figures(
                rounded(Ranking.ratio(ranking.fraud().total(), ranking.size())),
                frauds * honests == 0 ? null : Double.valueOf(0.5),
                atThreshold(
                        new Ranking.Alerts(
                                above * frauds,
                                above * honests,
                                ranking.fraud().total(),
                                ranking.honest().total()),
                        bankDays),
                atBudget(
                        new Ranking.Alerts(
                                within * frauds,
                                within * honests,
                                ranking.fraud().total(),
                                ranking.honest().total()),
                        rounded(1 - within)));
    }

    private static AtThreshold atThreshold(Ranking.Alerts alerts, double bankDays) {
        return new AtThreshold(
                rounded(alerts.precision()),
                rounded(alerts.recall()),
                rounded(alerts.f1()),
                rounded(alerts.falsePositiveRate()),
                alerts.frauds() + alerts.honests() == 0 ? null : rounded(alerts.count() / bankDays));
    }

    private static AtBudget atBudget(Ranking.Alerts alerts, @Nullable Double threshold) {
        return new AtBudget(threshold, rounded(alerts.precision()), rounded(alerts.recall()));
    }
}
