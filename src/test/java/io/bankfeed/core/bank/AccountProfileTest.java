package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bankfeed.core.random.UniformRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountProfileTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.000_001, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesOutOfRangeAreRejected(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile(share, 0.02))
                .withMessage("A share of the population must be over 0 and at most 1, but was " + share);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.000_001, 1.000_001, Double.NaN, Double.NEGATIVE_INFINITY})
    void ratesOutOfRangeAreRejected(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile(0.1, rate))
                .withMessage("A rate of non-performing loans must be from 0 to 1, but was " + rate);
    }

    @Test
    void limitsOfTheRangesAreAllowed() {
        assertThat(profile(1, 0).nonPerformingLoanRate()).isZero();
        assertThat(profile(Double.MIN_VALUE, 1).nonPerformingLoanRate()).isEqualTo(1);
    }

    private static AccountProfile profile(double share, double nonPerformingLoanRate) {
        return new AccountProfile(
                share,
                new UniformRange(1, 2),
                AccountProfile.ORDINARY_LOANS_VND,
                AccountProfile.ORDINARY_DEPOSITS_VND,
                nonPerformingLoanRate);
    }
}
