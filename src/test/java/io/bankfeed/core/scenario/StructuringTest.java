package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.transaction.BankTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StructuringTest {

    /** No rounding moves an amount by more than half of 10,000 dong. */
    private static final double ROUNDING = 5e3;

    @Test
    void paymentsStayBelowTheThresholds() {
        for (double difficulty : new double[] {Plans.ALL_SIGNALS, 0.5, 1}) {
            Plans.of("structuring", difficulty, 2000).map(Plans::steps).forEach(steps -> {
                boolean large = steps.get(0).amountVnd() > 10e6;
                double most =
                        steps.stream().mapToDouble(PlannedStep::amountVnd).max().orElseThrow();
                if (large) {
                    assertThat(most + ROUNDING).isLessThan(most < 400e6 ? 400e6 : 500e6);
                    assertThat(steps).allMatch(step -> step.amountVnd() > 300e6);
                } else {
                    assertThat(most + ROUNDING).isLessThan(10e6);
                    assertThat(byDay(steps).values()).allMatch(sum -> sum < 20e6);
                }
            });
        }
    }

    @Test
    void oneAccountPaysOneCollector() {
        Plans.of("structuring", 1, 1000).map(Plans::steps).forEach(steps -> {
            assertThat(steps.stream().map(PlannedStep::payee).distinct()).hasSize(1);
            assertThat(steps.stream().map(Plans::payer).distinct()).hasSize(1);
            assertThat(steps).extracting(PlannedStep::role).containsOnly("smurf");
        });
    }

    @Test
    void allSignalsAreShownAtTheSmallestDifficulty() {
        assertThat(Plans.of("structuring", Plans.ALL_SIGNALS, 1000).flatMap(plan -> Plans.steps(plan).stream()))
                .allMatch(step -> step.amountVnd() > 300e6)
                .allMatch(step -> List.of(23, 0, 1, 2, 3).contains(Plans.hour(step)));
        assertThat(Plans.of("structuring", Plans.ALL_SIGNALS, 1000).map(Plans::steps))
                .allSatisfy(steps ->
                        assertThat(steps).allMatch(step -> Plans.hiddenInTheLastFiveMinutes(steps, step) >= 15));
    }

    @Test
    void bothThresholdsOfReportsAreAvoided() {
        List<PlannedStep> steps = Plans.of("structuring", Plans.ALL_SIGNALS, 1000)
                .flatMap(plan -> Plans.steps(plan).stream())
                .toList();

        assertThat((double) steps.stream()
                                .filter(step -> step.amountVnd() > 400e6)
                                .count()
                        / steps.size())
                .isCloseTo(0.36, offset(0.1));
    }

    private static Map<Long, Double> byDay(List<PlannedStep> steps) {
        return steps.stream()
                .collect(Collectors.groupingBy(
                        step -> BankTime.dayOf(step.epochMicros()),
                        Collectors.summingDouble(step -> step.amountVnd() + ROUNDING)));
    }
}
