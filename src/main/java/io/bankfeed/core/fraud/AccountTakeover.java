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

/** A stranger empties an ordinary account, at night, from a device and perhaps a place that are new to it. */
final class AccountTakeover implements FraudPattern {

    private static final Hours OFF_HOURS = Hours.of(22, 23, 2, 3, 4);
    private static final List<Location> LOCATIONS = List.of(Location.values());

    /** The deposits of the victims: richer than those of ordinary accounts, of whom they are. */
    private static final LogNormal VICTIMS_DEPOSITS_VND = new LogNormal(13.5, 1.3);

    /** The most that the victims' density of deposits exceeds that of ordinary accounts, as a logarithm: at e^16. */
    private static final double MAX_LOG_RATIO = logRatio(16.0);

    /** Bounds the rejection sampling below; each try succeeds with a probability of 0.69. */
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
    public Transaction draw(DrawContext occasion, AccountGroup accounts) {
        KeyedRandom draws = occasion.draws();
        return occasion.by(victim(draws, accounts))
                .amountVnd(draws.between(50_000_000L, 500_000_000L))
                .at(occasion.during(OFF_HOURS))
                .in(LOCATIONS.get((int) draws.below(LOCATIONS.size())))
                .onNewDevice(draws.between(90_000, 99_999))
                .biometricFailures(draws.between(3, 5))
                .post();
    }

    /** Rejection sampling: candidates are ordinary accounts, and the richer ones are likelier to be taken. */
    private static Account victim(KeyedRandom draws, AccountGroup accounts) {
        Account candidate = accounts.drawByNumTransactions(draws, 100, 300);
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            double logDeposits = StrictMath.log((double) Math.max(1, candidate.totalDepositsVnd()));
            if (StrictMath.log(draws.unit()) <= logRatio(logDeposits) - MAX_LOG_RATIO) {
                return candidate;
            }
            candidate = accounts.drawByNumTransactions(draws, 100, 300);
        }
        return candidate;
    }

    private static double logRatio(double logDeposits) {
        return VICTIMS_DEPOSITS_VND.logDensity(logDeposits)
                - AccountProfile.ORDINARY_DEPOSITS_VND.logDensity(logDeposits);
    }
}
