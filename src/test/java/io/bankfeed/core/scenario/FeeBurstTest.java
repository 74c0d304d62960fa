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
        assertThat(Plans.of("fee_burst", Plans.ALL_SIGNALS, 1000).flatMap(plan -> Plans.steps(plan).stream()))
                .allMatch(step -> step.feeShare() == ExpressFee.HIGHEST && step.hidden() >= 12);
    }

    @Test
    void fewSignalsAreShownAtTheGreatestDifficulty() {
        List<PlannedStep> steps = Plans.of("fee_burst", 1, 2000)
                .flatMap(plan -> Plans.steps(plan).stream())
                .toList();

        assertThat((double) steps.stream().filter(step -> step.hidden() > 0).count() / steps.size())
                .isCloseTo(0.15, offset(0.1));
    }
}
