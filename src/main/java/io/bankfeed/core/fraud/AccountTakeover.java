package io.bankfeed.core.fraud;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.AccountGroup;
import io.bankfeed.core.bank.AccountProfile;
import io.bankfeed.core.bank.Hours;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** A stranger empties an ordinary account at night, from a new device and often from an unusual location. */
final class AccountTakeover implements FraudPattern {

    private static final Hours OFF_HOURS = Hours.of(22, 23, 2, 3, 4);
    private static final List<Location> LOCATIONS = List.of(Location.values());

    /** Victims are ordinary accounts, and those with higher deposits are more likely to be chosen. */
    private static final LogNormal VICTIMS_DEPOSITS_VND = new LogNormal(13.5, 1.3);

    /** The largest log ratio of the victims' density of deposits to that of ordinary accounts, which is at e^16. */
    private static final double MAX_LOG_RATIO = logRatio(16.0);

    /** Bounds the rejection sampling below. Each try succeeds with probability 0.69. */
    private static final int MAX_TRIES = 64;

    @Override
    public String name() {
        return "account_takeover";
    }

    @Override
    public double defaultWeight() {
        return 25;
    }

    @Override
    public Optional<AccountProfile> profile() {
        return Optional.empty();
    }

    @Override
    public Hours hours() {
        return OFF_HOURS;
    }

    @Override
    public Transaction draw(DrawContext context, AccountGroup accounts) {
        KeyedRandom random = context.random();
        return context.transactionOf(victim(random, accounts))
                .amountVnd(random.between(50_000_000L, 500_000_000L))
                .at(context.during(OFF_HOURS))
                .in(random.pick(LOCATIONS))
                .onNewDevice(random.between(90_000, 99_999))
                .biometricFailures(random.between(3, 5))
                .post();
    }

    /** Rejection sampling with ordinary accounts as candidates, in proportion to the ratio of the two densities. */
    private static Account victim(KeyedRandom random, AccountGroup accounts) {
        Account candidate = accounts.drawByNumTransactions(random, 100, 300);
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            double logDeposits = StrictMath.log((double) Math.max(1, candidate.totalDepositsVnd()));
            if (StrictMath.log(random.unit()) <= logRatio(logDeposits) - MAX_LOG_RATIO) {
                return candidate;
            }
            candidate = accounts.drawByNumTransactions(random, 100, 300);
        }
        return candidate;
    }

    private static double logRatio(double logDeposits) {
        return VICTIMS_DEPOSITS_VND.logDensity(logDeposits)
                - AccountProfile.ORDINARY_DEPOSITS_VND.logDensity(logDeposits);
    }
}
