package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.bank.Payees;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatherTest {

    @Test
    void fanInIsManyPayersOfOne() {
        Plans.of("fan_in", 1, 500).map(Plans::steps).forEach(steps -> {
            assertThat(steps).extracting(Plans::payer).doesNotHaveDuplicates();
            assertThat(payees(steps)).hasSize(1);
            assertThat(steps).extracting(PlannedStep::role).containsOnly("sender");
        });
    }

    @Test
    void fanOutIsOnePayerOfMany() {
        Plans.of("fan_out", 1, 500).map(Plans::steps).forEach(steps -> {
            assertThat(steps.stream().map(Plans::payer).distinct()).hasSize(1);
            assertThat(payees(steps)).hasSameSizeAs(steps);
            assertThat(steps).extracting(PlannedStep::role).containsOnly("source");
        });
    }

    @Test
    void scatterGatherIsOnePayerOfManyWhoPayAnother() {
        Plans.of("scatter_gather", 1, 500).map(Plans::steps).forEach(steps -> {
            List<PlannedStep> gathered =
                    steps.stream().filter(step -> step.role().equals("mule")).toList();
            Payee collector = gathered.get(0).payee();
            List<PlannedStep> scattered = steps.stream()
                    .filter(step ->
                            step.role().equals("source") && !step.payee().equals(collector))
                    .toList();

            assertThat(gathered).hasSameSizeAs(scattered).hasSize(steps.size() / 2);
            assertThat(payees(gathered)).containsOnly(collector);
            assertThat(scattered.stream().map(Plans::payer).distinct()).hasSize(1);
            for (PlannedStep in : scattered) {
                assertThat(gathered)
                        .filteredOn(out -> Payees.of(out.customer()).equals(in.payee()))
                        .singleElement()
                        .satisfies(out -> {
                            assertThat(out.amountVnd()).isEqualTo(in.amountVnd() * 0.97);
                            assertThat(out.epochMicros()).isGreaterThan(in.epochMicros());
                        });
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fan_in", "fan_out", "scatter_gather"})
    void allSignalsAreShownAtTheSmallestDifficulty(String name) {
        assertThat(Plans.of(name, Plans.ALL_SIGNALS, 500).flatMap(plan -> Plans.steps(plan).stream()))
                .allMatch(step -> step.amountVnd() > 300e6 && step.amountVnd() <= 1e9)
                .allMatch(step -> List.of(23, 0, 1, 2, 3).contains(Plans.hour(step)));
        assertThat(Plans.of(name, Plans.ALL_SIGNALS, 500).map(Plans::steps))
                .allSatisfy(steps ->
                        assertThat(steps).allMatch(step -> Plans.hiddenInTheLastFiveMinutes(steps, step) >= 15));
    }

    private static Set<Payee> payees(List<PlannedStep> steps) {
        return steps.stream().map(PlannedStep::payee).collect(Collectors.toSet());
    }
}
