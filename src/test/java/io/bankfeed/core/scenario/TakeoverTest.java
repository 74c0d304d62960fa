package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TakeoverTest {

    private static final String NAME = "takeover";

    @Test
    void smallTestPaymentComesBeforeTheDrainToTheSameMule() {
        Plans.of(NAME, 1, 500).map(Plans::steps).forEach(steps -> {
            assertThat(steps.get(0).amountVnd()).isBetween(10e3, 200e3);
            assertThat(steps)
                    .allSatisfy(step ->
                            assertThat(step.payee()).isEqualTo(steps.get(0).payee()));
            assertThat(steps.subList(1, steps.size()))
                    .extracting(PlannedStep::amountVnd)
                    .allMatch(amount -> amount <= 500e6);
            assertThat(steps).extracting(Plans::payer).containsOnly(Plans.payer(steps.get(0)));
            assertThat(steps).extracting(PlannedStep::role).containsOnly("victim");
        });
    }

    @Test
    void itLastsThreeHoursAtMost() {
        for (double difficulty : new double[] {Plans.ALL_SIGNALS, 1}) {
            assertThat(Plans.of(NAME, difficulty, 500))
                    .allMatch(plan -> plan.remainingMicros(0) < 3 * 3600 * 1_000_000L);
        }
    }

    @Test
    void allSignalsAreShownAtTheSmallestDifficulty() {
        Plans.of(NAME, Plans.ALL_SIGNALS, 500).map(Plans::steps).forEach(steps -> {
            assertThat(steps)
                    .allSatisfy(step -> {
                        assertThat(step.newDevice()).isBetween(90_000, 99_999);
                        assertThat(step.biometricFailures()).isBetween(3, 5);
                        assertThat(Plans.hour(step)).isIn(22, 23, 2, 3, 4);
                    })
                    .extracting(PlannedStep::newDevice)
                    .containsOnly(steps.get(0).newDevice());
            assertThat(steps.subList(1, steps.size()))
                    .allSatisfy(step -> assertThat(step.amountVnd()).isGreaterThanOrEqualTo(50e6));
        });
    }

    @Test
    void fewSignalsAreShownAtTheGreatestDifficulty() {
        List<PlannedStep> steps = Plans.of(NAME, 1, 2000)
                .flatMap(plan -> Plans.steps(plan).stream())
                .toList();

        assertThat(share(steps.stream().filter(step -> step.newDevice() == 0).count(), steps))
                .isBetween(0.4, 0.7);
        assertThat(share(
                        steps.stream()
                                .filter(step -> step.biometricFailures() < 0)
                                .count(),
                        steps))
                .isBetween(0.6, 0.85);
    }

    @Test
    void someAreElsewhereThanTheVictim() {
        List<PlannedStep> steps =
                Plans.of(NAME, 1, 2000).map(plan -> plan.step(0)).toList();

        assertThat(share(
                        steps.stream()
                                .map(PlannedStep::location)
                                .filter(Objects::nonNull)
                                .count(),
                        steps))
                .isCloseTo(0.3, offset(0.05));
    }

    @Test
    void remoteTakeoverUsesTheUsualDeviceAndAmountsUnderTenMillion() {
        long day = 20_465;
        ScenarioSeries series = Plans.series(
                Plans.scenario(NAME), Plans.ALL_SIGNALS, 5, 4000, new Drifts(Map.of(Drift.TAKEOVER_REMOTE, day)));

        assertThat(Plans.steps(series.plan(0))).noneMatch(step -> step.newDevice() == 0);
        for (long number = 100; number < 300; number++) {
            assertThat(Plans.steps(series.plan(number)))
                    .allMatch(step -> step.newDevice() == 0 && step.location() == null && step.amountVnd() < 10e6);
        }
    }

    private static double share(long count, List<PlannedStep> steps) {
        return (double) count / steps.size();
    }
}
