package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.bank.ExpressFee;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeeBurstTest {

    @Test
    void merchantChargesManySmallAmountsWithinHalfAnHour() {
        Plans.of("fee_burst", 1, 1000).forEach(plan -> {
            List<PlannedStep> steps = Plans.steps(plan);
            assertThat(plan.remainingMicros(0)).isLessThan(30 * 60_000_000L);
            assertThat(steps).allMatch(step -> step.amountVnd() >= 10e3 && step.amountVnd() <= 100e3);
            assertThat(steps.stream().map(PlannedStep::payee).distinct()).hasSize(1);
            assertThat(steps.get(0).payee().merchantCategory()).isPositive();
            assertThat(steps.stream().map(Plans::payer).distinct()).hasSize(1);
        });
    }

    @Test
    void allSignalsAreShownAtTheSmallestDifficulty() {
        Plans.of("fee_burst", Plans.ALL_SIGNALS, 1000).forEach(plan -> {
            List<PlannedStep> steps = Plans.steps(plan);
            assertThat(steps).allMatch(step -> step.feeShare() == ExpressFee.HIGHEST);
            for (PlannedStep step : steps) {
                assertThat(Plans.hiddenInTheLastFiveMinutes(steps, step)).isBetween(12, 20);
            }
        });
    }

    @Test
    void fewSignalsAreShownAtTheGreatestDifficulty() {
        long busy = Plans.of("fee_burst", 1, 2000)
                .filter(plan -> plan.step(0).hidden() > 0)
                .count();

        assertThat(busy / 2000.0).isCloseTo(0.2, offset(0.05));
    }
}
