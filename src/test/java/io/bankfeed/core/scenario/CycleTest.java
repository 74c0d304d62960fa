package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.bank.Payees;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CycleTest {

    @Test
    void moneyReturnsToWhereItCameFromAndEachMemberKeepsSome() {
        for (double difficulty : new double[] {Plans.ALL_SIGNALS, 1}) {
            Plans.of("cycle", difficulty, 500).map(Plans::steps).forEach(steps -> {
                assertThat(steps).extracting(Plans::payer).doesNotHaveDuplicates();
                assertThat(steps.get(0).role()).isEqualTo("originator");
                for (int i = 0; i < steps.size(); i++) {
                    PlannedStep next = steps.get((i + 1) % steps.size());
                    assertThat(steps.get(i).payee()).isEqualTo(Payees.of(next.customer()));
                    if (i + 1 < steps.size()) {
                        assertThat(next.amountVnd() / steps.get(i).amountVnd()).isBetween(0.96, 0.99);
                        assertThat(next.role()).isEqualTo("mule");
                    }
                }
            });
        }
    }

    @Test
    void allSignalsAreShownAtTheSmallestDifficulty() {
        assertThat(Plans.of("cycle", Plans.ALL_SIGNALS, 500).flatMap(plan -> Plans.steps(plan).stream()))
                .allMatch(step -> step.amountVnd() > 300e6)
                .allMatch(step -> List.of(23, 0, 1, 2, 3).contains(Plans.hour(step)));
        assertThat(Plans.of("cycle", Plans.ALL_SIGNALS, 500).map(Plans::steps))
                .allSatisfy(steps ->
                        assertThat(steps).allMatch(step -> Plans.hiddenInTheLastFiveMinutes(steps, step) >= 15));
    }
}
