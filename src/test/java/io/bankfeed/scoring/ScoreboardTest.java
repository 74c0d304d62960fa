package io.bankfeed.scoring;

import static io.bankfeed.scoring.JudgedBank.LABELS;
import static io.bankfeed.scoring.JudgedBank.fraud;
import static io.bankfeed.scoring.JudgedBank.honest;
import static io.bankfeed.scoring.JudgedBank.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.scoring.JudgedBank.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ScoreboardTest {

    private static final String NAME = "rules-v1";
    private static final int CAPACITY = 1000;
    private static final long LABEL_DELAY_SECONDS = 300;

    private final JudgedBank bank = new JudgedBank(CAPACITY, LABEL_DELAY_SECONDS);

    @Test
    void scoredTransactionIsJudgedWhenItsLabelIsPublic() {
        bank.record(List.of(honest(1), fraud(2)));
        bank.pass(2);
        assertThat(submit(NAME, 0.9, 1, 2)).isEqualTo(Map.of(Outcome.ACCEPTED, 2));

        bank.pass(LABEL_DELAY_SECONDS - 2 - 0.000_001);
        assertThat(sums().judged())
                .as("the second of the block was made a microsecond later")
                .isEqualTo(1);
        assertThat(sums().pending()).isEqualTo(1);
        bank.pass(0.000_001);

        assertThat(sums().judged()).isEqualTo(2);
        assertThat(sums().pending()).isZero();
        assertThat(sums().blind()).isEqualTo(2);
        assertThat(sums().sinceMicros()).isEqualTo(JudgedBank.START - 1);
        assertThat(sums().tally().ranking().from(ScoreScale.binOf(0.9)).precision())
                .isEqualTo(0.5);
    }

    @Test
    void scoreAfterThePublicLabelIsJudgedAtOnceAndIsNotBlind() {
        JudgedBank immediate = new JudgedBank(CAPACITY, 0);
        immediate.record(List.of(fraud(1)));
        immediate.pass(1);

        submit(immediate, NAME, 0.5, 1);

        DetectorSums sums = immediate.board.sums(NAME).orElseThrow();
        assertThat(sums.judged()).isEqualTo(1);
        assertThat(sums.blind()).isZero();
    }

    @Test
    void unscoredTransactionCountsAsZeroOnceTheDeadlineIsOver() {
        JudgedBank immediate = new JudgedBank(CAPACITY, 0);
        immediate.record(List.of(honest(1), fraud(2), fraud(3)));
        submit(immediate, NAME, 0.9, 1, 3);

        immediate.pass(JudgedBank.DEADLINE_SECONDS);
        assertThat(immediate.board.sums(NAME).orElseThrow().judged()).isEqualTo(2);
        immediate.pass(0.001);

        DetectorSums sums = immediate.board.sums(NAME).orElseThrow();
        assertThat(sums.judged()).isEqualTo(3);
        assertThat(sums.unscored()).isEqualTo(1);
        assertThat(sums.tally().ranking().from(ScoreScale.binOf(0.5)).recall()).isEqualTo(0.5);
        assertThat(sums.tally().ranking().fraud().above(ScoreScale.LOWEST)).isEqualTo(1);
    }

    @Test
    void transactionsCountFromTheFirstThatIsScored() {
        bank.record(rows(1, 10));
        submit(NAME, 0.1, 8);
        assertThat(sums().covered()).isEqualTo(3);

        submit(NAME, 0.1, 5);
        bank.record(rows(11, 2));

        assertThat(sums().covered()).isEqualTo(8);
        bank.pass(LABEL_DELAY_SECONDS);
        assertThat(sums().judged()).isEqualTo(8);
        assertThat(sums().unscored()).isEqualTo(6);
    }

    @Test
    void firstScoreCounts() {
        bank.record(List.of(fraud(1)));

        assertThat(submit(NAME, 0.9, 1)).isEqualTo(Map.of(Outcome.ACCEPTED, 1));
        assertThat(submit(NAME, 0.1, 1, 1)).isEqualTo(Map.of(Outcome.REPEATED, 2));

        bank.pass(LABEL_DELAY_SECONDS);
        assertThat(submit(NAME, 0.1, 1)).isEqualTo(Map.of(Outcome.REPEATED, 1));
        assertThat(sums().judged()).isEqualTo(1);
        assertThat(sums().tally().ranking().fraud().from(ScoreScale.binOf(0.9))).isEqualTo(1);
    }

    @Test
    void lateScoreDoesNotCount() {
        bank.record(List.of(fraud(1), fraud(2)));
        submit(NAME, 0.9, 1);

        bank.pass(JudgedBank.DEADLINE_SECONDS + 0.001);
        assertThat(submit(NAME, 0.9, 2)).isEqualTo(Map.of(Outcome.LATE, 1));
        bank.pass(LABEL_DELAY_SECONDS);
        assertThat(submit(NAME, 0.9, 2)).isEqualTo(Map.of(Outcome.LATE, 1));

        assertThat(sums().late()).isEqualTo(2);
        assertThat(sums().unscored()).isEqualTo(1);
        assertThat(sums().tally().ranking().from(ScoreScale.binOf(0.5)).recall())
                .isEqualTo(0.5);
    }

    @Test
    void transactionThatDoesNotExistIsUnknown() {
        bank.record(List.of(honest(1), fraud(2)));

        assertThat(submit(NAME, 0.9, 0, 3, Long.MAX_VALUE)).isEqualTo(Map.of(Outcome.UNKNOWN, 3));

        assertThat(sums().sinceMicros()).isNull();
        assertThat(sums().covered()).isZero();
        bank.pass(2 * LABEL_DELAY_SECONDS);
        assertThat(sums().judged()).isZero();
    }

    @Test
    void labelEvictedBeforeItIsPublicIsNeverJudged() {
        bank.record(rows(1, CAPACITY));
        submit(NAME, 0.9, 1, 2);

        bank.record(rows(CAPACITY + 1, 5));

        assertThat(submit(NAME, 0.9, 3)).isEqualTo(Map.of(Outcome.EVICTED, 1));
        assertThat(submit(NAME, 0.9, 1)).isEqualTo(Map.of(Outcome.EVICTED, 1));
        assertThat(sums().evicted()).isEqualTo(5);
        bank.pass(LABEL_DELAY_SECONDS);
        assertThat(sums().judged()).isEqualTo(CAPACITY);
        assertThat(sums().pending()).isZero();
    }

    @Test
    void slotOfAnEvictedTransactionIsEmptyForTheNext() {
        bank.record(rows(1, CAPACITY));
        submit(NAME, 0.9, 1, 2, 3);
        bank.record(rows(CAPACITY + 1, 3));

        assertThat(submit(NAME, 0.4, CAPACITY + 1, CAPACITY + 2)).isEqualTo(Map.of(Outcome.ACCEPTED, 2));

        bank.pass(LABEL_DELAY_SECONDS);
        Ranking ranking = sums().tally().ranking();
        assertThat(ranking.from(ScoreScale.binOf(0.9)).count()).isZero();
        assertThat(ranking.from(ScoreScale.binOf(0.4)).count()).isEqualTo(2);
    }

    @Test
    void blocksMayArriveOutOfOrder() {
        bank.record(rows(3, 2), 3);
        assertThat(submit(NAME, 0.9, 3)).isEqualTo(Map.of(Outcome.ACCEPTED, 1));
        assertThat(submit(NAME, 0.9, 1)).isEqualTo(Map.of(Outcome.UNKNOWN, 1));
        bank.pass(LABEL_DELAY_SECONDS);
        assertThat(sums().judged()).as("labels become public in order").isZero();

        bank.record(rows(1, 2), 1);
        bank.pass(LABEL_DELAY_SECONDS);

        assertThat(sums().judged()).isEqualTo(2);
    }

    @Test
    void shorterLabelDelayAppliesToWaitingTransactions() {
        bank.record(List.of(fraud(1)));
        submit(NAME, 0.9, 1);
        bank.pass(10);

        bank.board.changeDelay(5_000_000);
        bank.board.advance();

        assertThat(sums().judged()).isEqualTo(1);
    }

    @Test
    void publicLabelStaysPublicWhenTheDelayGrows() {
        bank.record(List.of(fraud(1)));
        submit(NAME, 0.9, 1);
        bank.pass(LABEL_DELAY_SECONDS);

        bank.board.changeDelay(1_000_000_000_000L);
        bank.record(List.of(fraud(2)));
        submit(NAME, 0.9, 2);
        bank.pass(LABEL_DELAY_SECONDS);

        assertThat(sums().judged()).isEqualTo(1);
        assertThat(sums().pending()).isEqualTo(1);
    }

    @Test
    void seventeenthDetectorIsRefusedAndNothingIsKept() throws TooManyDetectorsException {
        bank.record(List.of(fraud(1)));
        for (int i = 1; i < JudgedBank.MAX_DETECTORS; i++) {
            submit("d" + i, 0.9, 1);
        }

        assertThatThrownBy(() -> bank.board.submit(
                        List.of(new SubmittedScore("d16", 1, 0.9), new SubmittedScore("d17", 1, 0.9))))
                .isInstanceOf(TooManyDetectorsException.class);
        assertThat(bank.board.names()).hasSize(15);

        assertThat(submit("d16", 0.9, 1)).isEqualTo(Map.of(Outcome.ACCEPTED, 1));
        assertThat(bank.board.remove("d3")).isTrue();
        assertThat(bank.board.remove("d3")).isFalse();
        assertThat(submit("d17", 0.9, 1)).isEqualTo(Map.of(Outcome.ACCEPTED, 1));
        assertThat(bank.board.names()).hasSize(16).startsWith("d1", "d2", "d4").endsWith("d17");
    }

    @Test
    void deletedDetectorBeginsAnew() {
        bank.record(List.of(fraud(1), fraud(2)));
        submit(NAME, 0.9, 1);
        bank.board.remove(NAME);

        assertThat(bank.board.sums(NAME)).isEmpty();
        assertThat(submit(NAME, 0.9, 2)).isEqualTo(Map.of(Outcome.ACCEPTED, 1));
        assertThat(sums().covered()).isEqualTo(1);
    }

    @Test
    void delayIsFromMadeToScored() {
        for (int i = 1; i <= 100; i++) {
            bank.record(List.of(honest(i)));
            bank.pass(i <= 90 ? 0.2 : 5);
            submit(NAME, 0.9, i);
        }

        assertThat(sums().delays().seconds(0.5)).isCloseTo(0.2, within(0.004));
        assertThat(sums().delays().seconds(0.95)).isCloseTo(5, within(0.1));
        assertThat(new DelayHistogram().seconds(0.5)).isNull();
    }

    @Test
    void scenarioIsFoundBeforeItsLastTransaction() {
        bank.record(scenario(1, 7, 5));
        submit(NAME, 0.1, 1, 2, 4, 5);
        submit(NAME, 0.5, 3);

        bank.pass(LABEL_DELAY_SECONDS);

        // Each transaction is 10 million dong; the first prepares the fraud and is honest.
        assertThat(sums().scenarios()).isEqualTo(Map.of("layering", new ScenarioTally(1, 1, 40_000_000, 20_000_000)));
        assertThat(sums().tally().byScenarioType().get("layering").fraud().total())
                .isEqualTo(4);
    }

    @Test
    void findingTheLastTransactionOrTheHonestOneIsTooLateOrNothing() {
        bank.record(scenario(1, 7, 5));
        submit(NAME, 0.9, 1, 5);

        bank.pass(LABEL_DELAY_SECONDS);

        assertThat(sums().scenarios()).isEqualTo(Map.of("layering", new ScenarioTally(1, 0, 40_000_000, 0)));
    }

    @Test
    void scenarioThatBeganBeforeTheDetectorDoesNotCount() {
        bank.record(scenario(1, 7, 5));
        submit(NAME, 0.9, 2);
        bank.record(scenario(6, 8, 3));
        submit("later", 0.9, 7);

        bank.pass(LABEL_DELAY_SECONDS);

        assertThat(sums().scenarios().get("layering").ended()).isEqualTo(1);
        assertThat(bank.board.sums("later").orElseThrow().scenarios()).isEmpty();
    }

    @Test
    void openScenariosAreBounded() {
        OpenScenarios open = new OpenScenarios(1);
        Detector detector = new Detector(NAME, 0, CAPACITY);
        detector.first = 1;
        int many = OpenScenarios.MAX_OPEN + 1;
        for (int i = 0; i < many; i++) {
            open.add(1, new ScenarioStep(i, "cycle", 1, 2, "mule", 0), true, 10, List.of(detector));
        }
        for (int i = 0; i < many; i++) {
            open.add(2, new ScenarioStep(i, "cycle", 2, 2, "mule", 0), true, 10, List.of(detector));
        }

        assertThat(detector.scenarios.get("cycle").ended()).isEqualTo(OpenScenarios.MAX_OPEN);
    }

    /** A million scores for transactions that differ in nothing but their label. */
    @Test
    void answersAndCountsAreTheSameForFraudAndHonest() {
        int count = 20_000;
        JudgedBank honest = new JudgedBank(count, LABEL_DELAY_SECONDS);
        JudgedBank fraudulent = new JudgedBank(count, LABEL_DELAY_SECONDS);
        honest.record(
                LongStream.rangeClosed(1, count).mapToObj(JudgedBank::honest).toList());
        fraudulent.record(
                LongStream.rangeClosed(1, count).mapToObj(JudgedBank::fraud).toList());

        for (int round = 0; round < 50; round++) {
            long step = 1 + round % 3;
            long[] numbers =
                    LongStream.iterate(round, n -> n + step).limit(10_000).toArray();
            String name = "d" + round % 16;
            Map<Outcome, Integer> expected = submit(honest, name, 0.9, numbers);
            assertThat(submit(fraudulent, name, 0.9, numbers)).isEqualTo(expected);
            honest.pass(2);
            fraudulent.pass(2);
            DetectorSums one = honest.board.sums(name).orElseThrow();
            DetectorSums other = fraudulent.board.sums(name).orElseThrow();
            assertThat(List.of(other.covered(), other.pending(), other.judged(), other.late(), other.blind()))
                    .isEqualTo(List.of(one.covered(), one.pending(), one.judged(), one.late(), one.blind()));
        }
    }

    @Test
    void twoClientsOfADetectorLoseNothing() throws Exception {
        JudgedBank immediate = new JudgedBank(20_000, 0);
        immediate.record(rows(1, 20_000));
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Future<Map<Outcome, Integer>>> answers = new ArrayList<>();
            for (int client = 0; client < 2; client++) {
                answers.add(clients.submit(() -> submit(
                        immediate, NAME, 0.9, LongStream.rangeClosed(1, 10_000).toArray())));
            }
            int accepted = 0;
            int repeated = 0;
            for (Future<Map<Outcome, Integer>> answer : answers) {
                accepted += answer.get().getOrDefault(Outcome.ACCEPTED, 0);
                repeated += answer.get().getOrDefault(Outcome.REPEATED, 0);
            }
            assertThat(accepted).isEqualTo(10_000);
            assertThat(repeated).isEqualTo(10_000);
            assertThat(immediate.board.sums(NAME).orElseThrow().judged()).isEqualTo(10_000);
        } finally {
            clients.shutdownNow();
        }
    }

    private DetectorSums sums() {
        return bank.board.sums(NAME).orElseThrow();
    }

    private Map<Outcome, Integer> submit(String detector, double score, long... numbers) {
        return submit(bank, detector, score, numbers);
    }

    private static Map<Outcome, Integer> submit(JudgedBank bank, String detector, double score, long... numbers) {
        try {
            return bank.board.submit(LongStream.of(numbers)
                    .mapToObj(number -> new SubmittedScore(detector, number, score))
                    .toList());
        } catch (TooManyDetectorsException e) {
            throw new AssertionError(e);
        }
    }

    /** Every third is fraud. */
    private static List<Row> rows(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> number % 3 == 0 ? fraud(number) : honest(number))
                .toList();
    }

    /** The first transaction is honest. */
    private static List<Row> scenario(long first, long id, int steps) {
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            ScenarioStep step = new ScenarioStep(id, "layering", i, steps, "mule", 0);
            String type = i == 1 ? Label.NORMAL.fraudType() : LABELS.get(1).fraudType();
            rows.add(row(first + i - 1, new Label(type, step), 10_000_000));
        }
        return rows;
    }
}
