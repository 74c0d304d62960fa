package io.bankfeed.generator;

import io.bankfeed.core.source.Bank;
import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;
import java.util.OptionalLong;

/** The generated bank. The same values always generate the same bank. */
@ConfigMapping(prefix = "bankfeed")
public interface GeneratorConfig {

    /**
     * The seed of all accounts and random numbers, any 64-bit integer. If it is not set, a random seed is chosen at
     * each start, logged, and shown by {@code /status}.
     */
    OptionalLong seed();

    /**
     * The start of simulated time, such as {@code 2026-11-22T08:00:00+07:00}, from 1970 to 2200. Simulated time
     * advances by a microsecond for each transaction and by {@code frequency_seconds} for each batch of the feed,
     * independently of the system clock, so that two runs with the same seed are identical. If it is not set, the
     * system time is used.
     */
    @WithName("clock.start")
    Optional<String> clockStart();

    /**
     * The number of accounts, from 100 to 10,000,000. Accounts are derived on demand. Each takes a reference of 4
     * bytes, and another 32 to 170 bytes if it was active in the last 5 minutes.
     */
    @WithName("bank.accounts")
    @WithDefault("4000")
    int accounts();

    /** The lowest account number, from 0 to 900,000,000. The numbers that follow have no gaps. */
    @WithDefault("1000")
    @WithName("bank.first-account")
    int firstAccount();

    /**
     * How many transactions the bank has on an average day at difficulties over 0, from 0.001 to 86,400,000,000. The
     * live feed takes them at its own pace; at the default of both, a day of the bank takes a day.
     */
    @WithName("bank.transactions-per-day")
    @WithDefault("86400")
    double transactionsPerDay();

    /** The weight of money laundering relative to the other patterns, at least 0. With 0 it does not occur. */
    @WithName("fraud.weights.money_laundering")
    @WithDefault("30")
    double moneyLaunderingWeight();

    /** The weight of account takeover relative to the other patterns, at least 0. With 0 it does not occur. */
    @WithName("fraud.weights.account_takeover")
    @WithDefault("25")
    double accountTakeoverWeight();

    /** The weight of loan fraud relative to the other patterns, at least 0. With 0 it does not occur. */
    @WithName("fraud.weights.loan_fraud")
    @WithDefault("25")
    double loanFraudWeight();

    /** The weight of fee manipulation relative to the other patterns, at least 0. With 0 it does not occur. */
    @WithName("fraud.weights.fee_manipulation")
    @WithDefault("20")
    double feeManipulationWeight();

    /** Checks the values. */
    static void check(GeneratorConfig config, Ranges ranges) {
        ranges.check("bankfeed.bank.accounts", config.accounts(), Bank.MIN_ACCOUNTS, Bank.MAX_ACCOUNTS);
        ranges.check(
                "bankfeed.bank.transactions-per-day",
                config.transactionsPerDay(),
                0.001,
                Bank.MAX_TRANSACTIONS_PER_DAY);
        ranges.check("bankfeed.bank.first-account", config.firstAccount(), 0, Bank.MAX_FIRST_ACCOUNT);
    }
}
