package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.bank.Payees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LayeringTest {

    @Test
    void eachHopIsPaidByThePayeeOfTheHopBeforeWhoKeepsThreePercent() {
        for (double difficulty : new double[] {Plans.ALL_SIGNALS, 1}) {
            Plans.of("layering", difficulty, 1000).map(Plans::steps).forEach(steps -> {
                List<List<PlannedStep>> hops = hops(steps);
                assertThat(hops).hasSizeBetween(3, 6);
                assertThat(hops.get(0)).extracting(PlannedStep::role).containsOnly("source");
                for (int hop = 1; hop < hops.size(); hop++) {
                    List<PlannedStep> parts = hops.get(hop);
                    Payee paidBefore = hops.get(hop - 1).get(0).payee();
                    assertThat(parts)
                            .allMatch(step -> Payees.of(step.customer()).equals(paidBefore));
                    assertThat(parts).extracting(PlannedStep::role).containsOnly("mule");
                    assertThat(sum(parts)).isCloseTo(0.97 * sum(hops.get(hop - 1)), withinPercentage(0.0001));
                }
                assertThat(hops.stream().map(parts -> parts.get(0).payee()).distinct())
                        .hasSameSizeAs(hops);
            });
        }
    }

    @Test
    void allSignalsAreShownAtTheSmallestDifficulty() {
        assertThat(Plans.of("layering", Plans.ALL_SIGNALS, 1000).flatMap(plan -> Plans.steps(plan).stream()))
                .allMatch(step -> step.amountVnd() > 300e6 && step.amountVnd() <= 1e9)
                .allMatch(step -> List.of(23, 0, 1, 2, 3).contains(Plans.hour(step)));
        assertThat(Plans.of("layering", Plans.ALL_SIGNALS, 1000).map(Plans::steps))
                .allSatisfy(steps ->
                        assertThat(steps).allMatch(step -> Plans.hiddenInTheLastFiveMinutes(steps, step) >= 15));
    }

    @Test
    void fewAmountsAreLargeAtTheGreatestDifficulty() {
        List<PlannedStep> steps = Plans.of("layering", 1, 1000)
                .flatMap(plan -> Plans.steps(plan).stream())
                .toList();

        assertThat((double) steps.stream()
                                .filter(step -> step.amountVnd() > 300e6)
                                .count()
                        / steps.size())
                .isCloseTo(0.07, offset(0.05));
    }

    @Test
    void smallerLaunderingStaysUnderTenMillion() {
        for (String name : List.of("layering", "cycle", "fan_in", "fan_out", "scatter_gather", "structuring")) {
            ScenarioSeries series = Plans.series(
                    Plans.scenario(name), Plans.ALL_SIGNALS, 5, 4000, new Drifts(Map.of(Drift.LAUNDERING_SMALLER, 0L)));
            for (long number = 0; number < 300; number++) {
                assertThat(Plans.steps(series.plan(number))).allMatch(step -> step.amountVnd() < 9.995e6);
            }
        }
    }

    /** The steps in groups of successive ones with the same payer. */
    private static List<List<PlannedStep>> hops(List<PlannedStep> steps) {
        List<List<PlannedStep>> hops = new ArrayList<>();
        for (PlannedStep step : steps) {
            List<PlannedStep> last = hops.isEmpty() ? null : hops.get(hops.size() - 1);
            if (last == null || Plans.payer(last.get(0)) != Plans.payer(step)) {
                hops.add(new ArrayList<>(List.of(step)));
            } else {
                last.add(step);
            }
        }
        return hops;
    }

    private static double sum(List<PlannedStep> steps) {
        return steps.stream().mapToDouble(PlannedStep::amountVnd).sum();
    }
}
