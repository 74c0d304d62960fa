package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.UniformRange;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.Transaction;
import java.util.Optional;

/** A new customer with large loans and little history withdraws the money on a new device. */
final class LoanFraud implements FraudPattern {

    private static final AccountProfile PROFILE = new AccountProfile(
            0.025,
            new UniformRange(1, 49),
            new UniformRange(500_000_001L, 2_000_000_000L),
            new LogNormal(12.0, 1.8),
            0.15);
    private static final Weights BIOMETRIC_FAILURES = Weights.of(60, 25, 15);

    @Override
    public String name() {
        return "loan_fraud";
    }

    @Override
    public double defaultWeight() {
        return 25;
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
        return context.transactionOf(accounts.draw(random))
                .amountVnd(random.between(100_000_000L, 800_000_000L))
                .onNewDevice(random.between(80_000, 89_999))
                .biometricFailures(BIOMETRIC_FAILURES.draw(random))
                .post();
    }
}
