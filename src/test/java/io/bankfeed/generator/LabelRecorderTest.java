package io.bankfeed.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelRecorderTest {

    private static final TransactionSink NOWHERE = (transaction, label) -> {};
    private static final Label LAYERING = labelOf("layering");
    private static final FraudReports REPORTS =
            (transaction, label) -> transaction.number() == 43 ? 99 : FraudReports.NEVER;

    @Test
    void transactionsArePassedOn() {
        List<Long> received = new ArrayList<>();
        LabelRecorder recorder =
                new LabelRecorder(41, 2, FraudReports.NONE, (one, label) -> received.add(one.number()));

        recorder.accept(transaction(41), Label.NORMAL);
        recorder.accept(transaction(42), new Label("loan_fraud"));

        assertThat(received).containsExactly(41L, 42L);
        assertThat(recorder.details()).isNull();
    }

    @Test
    void stepsAndReportsAreRecorded() {
        LabelRecorder recorder = new LabelRecorder(41, 4, REPORTS, NOWHERE);
        for (long number = 41; number <= 44; number++) {
            recorder.accept(transaction(number), number == 42 ? LAYERING : Label.NORMAL);
        }

        assertThat(recorder.details())
                .containsExactly(
                        null, new LabelDetail(LAYERING.step(), FraudReports.NEVER), new LabelDetail(null, 99), null);
    }

    @Test
    void transactionThatCouldNotBePassedOnHasNoDetail() {
        LabelRecorder recorder = new LabelRecorder(43, 1, REPORTS, (transaction, label) -> {
            throw new IllegalStateException();
        });

        assertThatIllegalStateException().isThrownBy(() -> recorder.accept(transaction(43), LAYERING));
        assertThat(recorder.details()).isNull();
    }

    @Test
    void transactionsAreCountedByTypeOfScenario() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ScenarioCounts counts = new ScenarioCounts(meters);
        counts.add(null);
        assertThat(counts.byType()).isEmpty();

        counts.add(new LabelDetail[] {null, detail("layering"), new LabelDetail(null, 1), detail("bust_out")});
        counts.add(new LabelDetail[] {detail("layering")});

        assertThat(counts.byType().toString()).isEqualTo("{bust_out=1, layering=2}");
        assertThat(meters.get("bankfeed.scenario.transactions")
                        .tag("scenario", "layering")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
    }

    private static LabelDetail detail(String type) {
        return new LabelDetail(labelOf(type).step(), FraudReports.NEVER);
    }

    private static Label labelOf(String type) {
        return new Label("money_laundering", new ScenarioStep(7, type, 1, 9, "mule", 0));
    }

    private static Transaction transaction(long number) {
        return new Transaction(number, 1, 1, 1, 1, Location.HUE, 1, false, 0, 1, 0, 1, false, 0, 0);
    }
}
