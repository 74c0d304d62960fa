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

/** Large amounts during off-hours, among many other transactions of the account. */
final class MoneyLaundering implements FraudPattern {

    private static final AccountProfile PROFILE = new AccountProfile(
            0.025, new UniformRange(200, 800), AccountProfile.ORDINARY_LOANS_VND, new LogNormal(14.0, 1.2), 0.05);
    private static final Hours OFF_HOURS = Hours.of(23, 0, 1, 2, 3);
    private static final Weights BIOMETRIC_FAILURES = Weights.of(70, 30);

    @Override
    public String name() {
        return "money_laundering";
    }

    @Override
    public double defaultWeight() {
        return 30;
    }

    @Override
    public Optional<AccountProfile> profile() {
        return Optional.of(PROFILE);
    }

    @Override
    public Hours hours() {
        return OFF_HOURS;
    }

    @Override
    public Transaction draw(DrawContext context, AccountGroup accounts) {
        KeyedRandom random = context.random();
        return context.transactionOf(accounts.draw(random))
                .amountVnd(random.between(300_000_001L, 1_000_000_000L))
                .at(context.during(OFF_HOURS))
                .biometricFailures(BIOMETRIC_FAILURES.draw(random))
                .withHidden(random.between(15, 25))
                .post();
    }
}
