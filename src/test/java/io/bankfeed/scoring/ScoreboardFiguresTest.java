package io.bankfeed.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.scoring.ExactFigures.Judged;
import io.bankfeed.scoring.JudgedBank.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the scoreboard's figures with those of an implementation without bins, over 100,000 transactions. */
final class ScoreboardFiguresTest {

    private static final int TRANSACTIONS = 100_000;
    private static final int BLOCK = 1000;
    private static final Offset<Double> EXACT = within(1e-4);

    /** Some score from a transaction and random numbers; null if it is not scored. */
    private static final Map<String, BiFunction<Row, KeyedRandom, Double>> DETECTORS = Map.of(
            "overlapping", (row, random) -> logistic(row.label().isFraud() ? 2 : -1, 1.5, random),
            "confident", (row, random) -> logistic(row.label().isFraud() ? 8 : -6, 3, random),
            "calibrated", (row, random) -> logistic(row.label().isFraud() ? -5 : -9, 1, random),
            "near one", (row, random) -> logistic(row.label().isFraud() ? 10 : 6, 2, random),
            "two decimals",
                    (row, random) -> Math.round(100 * logistic(row.label().isFraud() ? 1 : -1, 1, random)) / 100.0,
            "uniform", (row, random) -> random.unit(),
            "equal", (row, random) -> 0.25,
            "yes or no", (row, random) -> random.chance(row.label().isFraud() ? 0.6 : 0.01) ? 1.0 : 0.0,
            "by deposits", (row, random) -> 1 / (1 + row.transaction().totalDepositsVnd() / 1e6),
            "with gaps",
                    (row, random) ->
                            random.chance(0.2) ? null : logistic(row.label().isFraud() ? 1 : -1, 1, random));

    private static double logistic(double mean, double scale, KeyedRandom random) {
        double noise = random.unit();
        return 1 / (1 + Math.exp(-(mean + scale * Math.log(noise / (1 - noise)))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void figuresAreExactToFourDecimals(double difficulty) throws TooManyDetectorsException {
        List<Row> rows = JudgedBank.draw(difficulty, TRANSACTIONS);
        Map<String, List<Judged>> judged = new HashMap<>();
        JudgedBank bank = new JudgedBank(10_000, 5);

        for (int start = 0; start < TRANSACTIONS; start += BLOCK) {
            List<Row> block = rows.subList(start, start + BLOCK);
            bank.record(block);
            for (String name : DETECTORS.keySet()) {
                bank.board.submit(scored(name, block, judged.computeIfAbsent(name, any -> new ArrayList<>())));
            }
            bank.pass(10);
        }
        bank.pass(JudgedBank.DEADLINE_SECONDS + 1);

        DETECTORS.keySet().forEach(name -> {
            DetectorSums sums = bank.board.sums(name).orElseThrow();
            assertThat(sums.evicted()).isZero();
            assertThat(sums.judged()).isEqualTo(judged.get(name).size());
            Ranking ranking = sums.tally().ranking();
            ExactFigures exact = new ExactFigures(judged.get(name));
            assertEqual(name, ranking, exact);
            for (double threshold : List.of(0.0, 0.01, 0.25, 0.5, 0.73, 0.9, 0.999, 1.0)) {
                assertEqual(name, threshold, ranking.from(ScoreScale.binOf(threshold)), exact);
            }
        });
        assertFloorsAreExact(bank.board.sums("equal").orElseThrow().tally(), rows);
    }

    private static void assertFloorsAreExact(Tally tally, List<Row> rows) {
        assertEqual("amount", tally.byAmount(), figures(rows, row ->
                (double) row.transaction().amountVnd()));
        assertEqual(
                "signals",
                tally.bySignals(),
                figures(rows, row -> DocumentedSignals.shown(row.transaction()) ? 1.0 : 0));
        assertEqual("always", tally.constant(ScoreScale.HIGHEST), figures(rows, row -> 1.0));
        assertEqual("never", tally.constant(ScoreScale.LOWEST), figures(rows, row -> 0.0));
        tally.byFraudType()
                .forEach((type, ranking) -> assertThat(ranking.fraud().total())
                        .isEqualTo(rows.stream()
                                .filter(row -> row.label().fraudType().equals(type))
                                .count()));
    }

    private static ExactFigures figures(List<Row> rows, Function<Row, Double> score) {
        return new ExactFigures(rows.stream()
                .map(row -> new Judged(score.apply(row), row.label().isFraud()))
                .toList());
    }

    private static List<SubmittedScore> scored(String name, List<Row> block, List<Judged> judged) {
        List<SubmittedScore> scores = new ArrayList<>();
        for (Row row : block) {
            Double score = DETECTORS.get(name).apply(row, new KeyedRandom(name.hashCode(), row.number()));
            // The first transaction is always scored, so that all count.
            double known = score == null ? 0 : score;
            if (score != null || row.number() == 1) {
                scores.add(new SubmittedScore(name, row.number(), known));
            }
            judged.add(new Judged(known, row.label().isFraud()));
        }
        return scores;
    }

    private static void assertEqual(String name, Ranking ranking, ExactFigures exact) {
        assertThat(ranking.prAuc()).as("PR-AUC of " + name).isCloseTo(exact.averagePrecision(), EXACT);
        assertThat(ranking.rocAuc()).as("ROC-AUC of " + name).isCloseTo(exact.rocAuc(), EXACT);
    }

    private static void assertEqual(String name, double threshold, Ranking.Alerts alerts, ExactFigures exact) {
        String what = name + " at " + threshold;
        assertThat(alerts.recall()).as("recall of " + what).isCloseTo(exact.recall(threshold), EXACT);
        assertThat(alerts.falsePositiveRate())
                .as("FPR of " + what)
                .isCloseTo(exact.falsePositiveRate(threshold), EXACT);
        if (alerts.precision() == null) {
            assertThat(exact.precision(threshold)).as("precision of " + what).isNaN();
        } else {
            assertThat(alerts.precision()).as("precision of " + what).isCloseTo(exact.precision(threshold), EXACT);
        }
    }
}
