package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.UniformRange;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.Transaction;
import java.util.Optional;

/** An account makes many small transactions, each with an excessive fee of 5 % of the amount. */
final class FeeManipulation implements FraudPattern {

    private static final AccountProfile PROFILE = new AccountProfile(
            0.025,
            new UniformRange(300, 1000),
            AccountProfile.ORDINARY_LOANS_VND,
            AccountProfile.ORDINARY_DEPOSITS_VND,
            AccountProfile.NON_PERFORMING_LOAN_RATE);
    private static final Weights BIOMETRIC_FAILURES = Weights.of(90, 10);

    @Override
    public String name() {
        return "fee_manipulation";
    }

    @Override
    public double defaultWeight() {
        return 20;
    }

    @Override
    public Optional<AccountProfile> profile() {
        return Optional.of(PROFILE);
    }

    @Override
    public Hours hours() {
        return Hours.ALL;
    }

    @Override
    public Transaction draw(DrawContext context, AccountGroup accounts) {
        KeyedRandom random = context.random();
        long amountVnd = random.between(10_000L, 100_000L);
        return context.transactionOf(accounts.draw(random))
                .amountVnd(amountVnd)
                .biometricFailures(BIOMETRIC_FAILURES.draw(random))
                .withHidden(random.between(12, 20))
                .feesVnd((amountVnd + 10) / 20)
                .post();
    }
}
