package io.bankfeed.scoring;

import static io.bankfeed.scoring.Rounding.rounded;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The response of {@code GET /scoreboard/{detector}/curve}. */
@RegisterForReflection
@JsonPropertyOrder({"detector", "judged", "points"})
@Schema(description = "Precision and recall of a detector at 101 thresholds, from 0 to 1.")
public record Curve(
        @Schema(ref = "DetectorName") String detector,

        @Schema(description = "Transactions that count.", minimum = "0")
        long judged,

        @Schema(minItems = 101, maxItems = 101) List<Point> points) {

    private static final double STEPS = 100;

    /** A point of the curve. */
    @RegisterForReflection
    @JsonPropertyOrder({"threshold", "precision", "recall", "alerts"})
    @Schema(name = "CurvePoint", description = "A threshold. Precision is null without alerts, recall without fraud.")
    public record Point(
            @Schema(minimum = "0", maximum = "1") double threshold,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double precision,

            @Schema(nullable = true, minimum = "0", maximum = "1") @Nullable
            Double recall,

            @Schema(description = "Transactions with at least this score.", minimum = "0")
            long alerts) {}

    static Curve of(DetectorSums sums) {
        Ranking ranking = sums.tally().ranking();
        List<Point> points = IntStream.rangeClosed(0, (int) STEPS)
                .mapToObj(step -> point(ranking, step / STEPS))
                .toList();
        return new Curve(sums.name(), sums.judged(), points);
    }

    private static Point point(Ranking ranking, double threshold) {
        Ranking.Alerts alerts = ranking.from(ScoreScale.binOf(threshold));
        return new Point(threshold, rounded(alerts.precision()), rounded(alerts.recall()), (long) alerts.count());
    }

    /** As CSV with a header; what is null is empty. */
    String csv() {
        StringBuilder csv = new StringBuilder("threshold,precision,recall,alerts\r\n");
        for (Point point : points) {
            csv.append(point.threshold)
                    .append(',')
                    .append(point.precision == null ? "" : point.precision)
                    .append(',')
                    .append(point.recall == null ? "" : point.recall)
                    .append(',')
                    .append(point.alerts)
                    .append("\r\n");
        }
        return csv.toString();
    }
}
