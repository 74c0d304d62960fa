package io.bankfeed.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RankingTest {

    private static final Offset<Double> EXACT = within(1e-12);

    /** The example of {@code average_precision_score} and {@code roc_auc_score} in scikit-learn's documentation. */
    @Test
    void figuresAreThoseOfScikitLearn() {
        Ranking ranking = Ranking.of(scores(0.35, 0.8), scores(0.1, 0.4));

        assertThat(ranking.prAuc()).isCloseTo(0.8333333333333333, EXACT);
        assertThat(ranking.rocAuc()).isEqualTo(0.75);
    }

    @Test
    void equalScoresCountHalf() {
        Ranking ranking = Ranking.of(scores(0.5, 0.5), scores(0.5, 0.5, 0.5, 0.5, 0.5, 0.5));

        assertThat(ranking.prAuc()).isEqualTo(0.25);
        assertThat(ranking.rocAuc()).isEqualTo(0.5);
        assertThat(ranking.from(ScoreScale.binOf(0.5)).precision()).isEqualTo(0.25);
        assertThat(ranking.from(ScoreScale.binOf(0.5)).falsePositiveRate()).isEqualTo(1);
        assertThat(ranking.from(ScoreScale.binOf(0.51)).precision()).isNull();
        assertThat(ranking.from(ScoreScale.binOf(0.51)).recall()).isZero();
        assertThat(ranking.from(ScoreScale.binOf(0.51)).f1()).isZero();
    }

    @Test
    void figuresThatNeedFraudAreMissingWithoutIt() {
        Ranking ranking = Ranking.of(scores(), scores(0.1, 0.9));

        assertThat(ranking.prAuc()).isNull();
        assertThat(ranking.rocAuc()).isNull();
        assertThat(ranking.from(ScoreScale.binOf(0.5)).recall()).isNull();
        assertThat(ranking.from(ScoreScale.binOf(0.5)).f1()).isNull();
        assertThat(ranking.from(ScoreScale.binOf(0.5)).precision()).isZero();
        assertThat(ranking.from(ScoreScale.binOf(0.5)).falsePositiveRate()).isEqualTo(0.5);
    }

    @Test
    void figuresOfNothingAreMissing() {
        Ranking ranking = Ranking.of(scores(), scores());

        assertThat(ranking.size()).isZero();
        assertThat(ranking.prAuc()).isNull();
        assertThat(ranking.rocAuc()).isNull();
        assertThat(ranking.from(0).precision()).isNull();
        assertThat(ranking.from(0).falsePositiveRate()).isNull();
        assertThat(ranking.lowestBinWithin(100)).isEqualTo(Histogram.BINS);
    }

    @Test
    void onlyFraudHasNoRocCurve() {
        Ranking ranking = Ranking.of(scores(0.1, 0.9), scores());

        assertThat(ranking.prAuc()).isEqualTo(1);
        assertThat(ranking.rocAuc()).isNull();
    }

    @Test
    void budgetTakesTheHighestScoresAndNoPartOfATie() {
        Ranking ranking = Ranking.of(scores(0.9, 0.4), scores(0.6, 0.4, 0.1));

        assertThat(ranking.lowestBinWithin(0.9)).isEqualTo(Histogram.BINS);
        assertThat(ranking.lowestBinWithin(1)).isEqualTo(ScoreScale.binOf(0.9));
        assertThat(ranking.lowestBinWithin(3)).isEqualTo(ScoreScale.binOf(0.6));
        assertThat(ranking.lowestBinWithin(4)).isEqualTo(ScoreScale.binOf(0.4));
        assertThat(ranking.lowestBinWithin(100)).isEqualTo(ScoreScale.binOf(0.1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-8, 0.0001, 0.000123, 0.1, 0.25, 0.5, 0.93, 0.99, 0.9999, 0.999999, 1})
    void shortestNumberOfABinIsTheScoreAsWritten(double score) {
        assertThat(ScoreScale.shortestIn(ScoreScale.binOf(score), 1)).isEqualTo(score);
    }

    @Test
    void binsAreInTheOrderOfTheScores() {
        int before = -1;
        for (int i = 0; i <= 1_000_000; i++) {
            int bin = ScoreScale.binOf(i / 1e6);
            assertThat(bin).isGreaterThanOrEqualTo(before);
            before = bin;
        }
        assertThat(ScoreScale.binOf(0)).isZero();
        assertThat(joined(Double.MIN_VALUE)).isEqualTo(1);
        assertThat(ScoreScale.binOf(1e-300)).isLessThan(ScoreScale.binOf(1e-13));
        assertThat(joined(1e-13)).isEqualTo(1);
        assertThat(joined(1e-12)).isEqualTo(2);
        assertThat(joined(Math.nextDown(1.0))).isBetween(65_536 - 100, 65_536 - 2);
        assertThat(joined(1)).isEqualTo(65_536 - 1);
        assertThat(ScoreScale.binOf(0.5 - 1e-9)).isLessThan(ScoreScale.binOf(0.5));
    }

    @Test
    void scoresOfFourDecimalsHaveBinsOfTheirOwn() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(ScoreScale.binOf(i / 1e4)).isLessThan(ScoreScale.binOf((i + 1) / 1e4));
        }
    }

    @Test
    void countOfABinExceedsAnInt() {
        Histogram scores = new Histogram();
        scores.add(7, Integer.MAX_VALUE);
        scores.add(7, Integer.MAX_VALUE);

        assertThat(scores.sorted(0).count(0)).isEqualTo(2L * Integer.MAX_VALUE);
        assertThat(scores.sorted(0).from(7)).isEqualTo(2L * Integer.MAX_VALUE);
        assertThat(scores.sorted(0).from(8)).isZero();
    }

    /** The number of the bin once as many as possible are joined. */
    private static int joined(double score) {
        return ScoreScale.binOf(score) >>> Histogram.MAX_SHIFT;
    }

    private static Histogram scores(double... scores) {
        Histogram histogram = new Histogram();
        for (double score : scores) {
            histogram.add(ScoreScale.binOf(score));
        }
        return histogram;
    }
}
