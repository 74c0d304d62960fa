package io.bankfeed.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.scoring.ExactFigures.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How exact the figures of a ranking are for scores that crowd somewhere. */
final class RankingPrecisionTest {

    private static final int TRANSACTIONS = 50_000;
    private static final double FRAUD_RATE = 0.02;
    private static final Offset<Double> EXACT = within(1e-4);

    /** A score of a fraud or an honest transaction. */
    @FunctionalInterface
    private interface Scorer {
        double score(boolean isFraud, Random random);
    }

    static Stream<Arguments> distributions() {
        return Stream.of(
                of(
                        "from 1e-9 to 1e-3",
                        (fraud, random) ->
                                Math.pow(10, -9 + 6 * (fraud ? Math.sqrt(random.nextDouble()) : random.nextDouble()))),
                of(
                        "from 1 - 1e-3 to 1 - 1e-9",
                        (fraud, random) -> 1
                                - Math.pow(
                                        10, -3 - 6 * (fraud ? Math.sqrt(random.nextDouble()) : random.nextDouble()))),
                of(
                        "heavy tail near 0",
                        (fraud, random) -> Math.min(1, 1e-7 / Math.pow(random.nextDouble(), fraud ? 3 : 1.5))),
                of(
                        "heavy tail near 1",
                        (fraud, random) -> 1 - Math.min(1, 1e-7 / Math.pow(random.nextDouble(), fraud ? 1.5 : 3))),
                of(
                        "heavy tails at both ends",
                        (fraud, random) ->
                                logistic((fraud ? 3 : -3) + 3 * Math.tan(Math.PI * (random.nextDouble() - 0.5)))),
                of(
                        "ties with a tail",
                        (fraud, random) -> random.nextDouble() < (fraud ? 0.5 : 0.95)
                                ? 0.123
                                : 0.123 + 0.8 * Math.pow(random.nextDouble(), fraud ? 1 : 3)),
                of("within a hundredth", (fraud, random) -> nearly(0.5, 1e-3, fraud, random)),
                of("within a thousandth of 0.01", (fraud, random) -> nearly(0.01, 1e-4, fraud, random)),
                of("within a ten-thousandth", (fraud, random) -> nearly(0.7, 1e-5, fraud, random)));
    }

    private static double nearly(double score, double width, boolean isFraud, Random random) {
        return score + width * (random.nextGaussian() + (isFraud ? 1.5 : 0));
    }

    private static Arguments of(String name, Scorer scorer) {
        return Arguments.of(name, scorer);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void areasAreExactToFourDecimals(String name, Scorer scorer) {
        List<Judged> judged = judged(scorer);
        Ranking ranking = ranking(judged);
        ExactFigures exact = new ExactFigures(judged);

        assertThat(ranking.prAuc()).isCloseTo(exact.averagePrecision(), EXACT);
        assertThat(ranking.rocAuc()).isCloseTo(exact.rocAuc(), EXACT);
    }

    /** Bins are never narrower than this. */
    @Test
    void scoresWithinAHundredThousandthAreLessExact() {
        List<Judged> judged = judged((fraud, random) -> nearly(0.5, 1e-6, fraud, random));
        Ranking ranking = ranking(judged);
        ExactFigures exact = new ExactFigures(judged);

        assertThat(ranking.prAuc()).isCloseTo(exact.averagePrecision(), within(5e-4));
        assertThat(ranking.rocAuc()).isCloseTo(exact.rocAuc(), EXACT);
    }

    @Test
    void histogramsThatJoinedDifferentlyAreComparedInTheWiderBins() {
        Histogram few = new Histogram();
        Histogram many = new Histogram();
        Histogram all = new Histogram();
        Random random = new Random(16);
        few.add(ScoreScale.binOf(0.25));
        all.add(ScoreScale.binOf(0.25));
        for (int i = 0; i < TRANSACTIONS; i++) {
            int bin = ScoreScale.binOf(random.nextDouble());
            many.add(bin);
            all.add(bin);
        }

        assertThat(few.shift()).isZero();
        assertThat(many.shift()).isEqualTo(Histogram.MAX_SHIFT);
        few.addAll(many);
        assertThat(few.shift()).isEqualTo(Histogram.MAX_SHIFT);
        for (double score : List.of(0.0, 0.1, 0.25, 0.5, 1.0)) {
            int bin = ScoreScale.binOf(score);
            assertThat(few.sorted(Histogram.MAX_SHIFT).from(bin))
                    .isEqualTo(all.sorted(Histogram.MAX_SHIFT).from(bin));
        }
        assertThat(few.copy().total()).isEqualTo(TRANSACTIONS + 1);
    }

    private static List<Judged> judged(Scorer scorer) {
        Random random = new Random(16);
        List<Judged> judged = new ArrayList<>(TRANSACTIONS);
        for (int i = 0; i < TRANSACTIONS; i++) {
            boolean isFraud = random.nextDouble() < FRAUD_RATE;
            judged.add(new Judged(scorer.score(isFraud, random), isFraud));
        }
        return judged;
    }

    private static Ranking ranking(List<Judged> judged) {
        Histogram fraud = new Histogram();
        Histogram honest = new Histogram();
        for (Judged one : judged) {
            (one.isFraud() ? fraud : honest).add(ScoreScale.binOf(one.score()));
        }
        return Ranking.of(fraud, honest);
    }
}
