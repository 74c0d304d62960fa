package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BustOutTest {

    private static final long SIX_HOURS = 6 * 3600 * 1_000_000L;

    @Test
    void honestPreparationsComeBeforeTheFraudOfSixHours() {
        Plans.of("bust_out", 1, 500).forEach(plan -> {
            List<PlannedStep> steps = Plans.steps(plan);
            assertThat(steps.subList(0, 4)).noneMatch(PlannedStep::isFraud);
            assertThat(steps.subList(4, steps.size())).allMatch(PlannedStep::isFraud);
            assertThat(plan.remainingMicros(4)).isLessThan(SIX_HOURS);
            assertThat(steps).extracting(Plans::payer).containsOnly(Plans.payer(steps.get(0)));
        });
    }

    @Test
    void preparationsFollowTheHabit() {
        Plans.of("bust_out", 1, 500)
                .forEach(plan -> assertThat(Plans.steps(plan).subList(0, 4))
                        .allMatch(step -> Double.isNaN(step.amountVnd())
                                && step.type() == null
                                && step.payee() == null
                                && step.newDevice() == 0
                                && step.hidden() <= 0));
    }

    @Test
    void deviceAndAmountAreShownAtTheSmallestDifficulty() {
        assertThat(Plans.of("bust_out", Plans.ALL_SIGNALS, 500).flatMap(plan -> Plans.fraud(plan).stream()))
                .allMatch(step -> step.amountVnd() >= 100e6 && step.amountVnd() <= 800e6)
                .allMatch(step -> step.newDevice() >= 80_000 && step.newDevice() <= 89_999)
                .allMatch(step -> step.customer().account().numTransactions() < 50);
    }
}
