package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.bank.Payee;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaymentScamTest {

    @Test
    void victimPaysOneNewPayeeMoreAndMoreFromItsOwnDevice() {
        Plans.of("payment_scam", 1, 1000).map(Plans::steps).forEach(steps -> {
            assertThat(steps).extracting(PlannedStep::amountVnd).isSorted().allMatch(amount -> amount <= 500e6);
            assertThat(steps.stream().map(PlannedStep::payee).distinct()).hasSize(1);
            assertThat(steps.stream().map(Plans::payer).distinct()).hasSize(1);
            assertThat(steps)
                    .allMatch(step -> step.newDevice() == 0
                            && step.location() == null
                            && step.biometricFailures() < 0
                            && step.hidden() <= 0
                            && Double.isNaN(step.feeShare()));
        });
    }

    /** 167 gangs, and two scams in ten with a scammer of their own. */
    @Test
    void scammersOfDifferentGangsAreDifferent() {
        List<Payee> payees = Plans.of("payment_scam", 1, 1000)
                .map(plan -> plan.step(0).payee())
                .distinct()
                .toList();

        assertThat(payees).hasSizeBetween(330, 400);
    }
}
