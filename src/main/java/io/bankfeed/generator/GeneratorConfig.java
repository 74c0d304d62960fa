package io.bankfeed.generator;

import io.bankfeed.core.bank.Population;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the generated bank is like. It is the same bank as long as these stay the same. */
@ConfigMapping(prefix = "bankfeed")
public interface GeneratorConfig {

    /**
     * The seed of every account and every draw, any 64-bit whole number. Without one, each start takes another, which is
     * logged and shown by {@code /status}.
     */
    OptionalLong seed();

    /** The bank's time. */
    Time clock();

    /** The bank's accounts. */
    Accounts bank();

    /** The fraud among its transactions. */
    Fraud fraud();

    interface Time {

        /**
         * When the bank's time begins, such as {@code 2026-11-22T08:00:00+07:00}, from 1970 to 2200. It then passes by a
         * microsecond for each transaction and by {@code frequency_seconds} for each batch of the feed, whatever the
         * machine's clock does, so that two runs of one seed are the same. Without it, the bank's time is the machine's.
         */
        Optional<String> start();
    }

    interface Accounts {

        /**
         * How many accounts there are, from 100 to 10,000,000. They are derived when they are needed; each takes a
         * reference of 4 bytes, and 32 to 170 bytes more while it was active in the last 5 minutes.
         */
        @WithDefault("4000")
        @Min(Population.MIN_SIZE)
        @Max(Population.MAX_SIZE)
        int accounts();

        /** The lowest account number. The numbers go on from there without a gap. */
        @WithDefault("1000")
        @Min(0)
        @Max(Bank.MAX_FIRST_ACCOUNT)
        @WithName("first-account")
        int firstAccount();
    }

    interface Fraud {

        /**
         * The weights of the fraud patterns, by their names, for those that are to differ from 30 for
         * {@code money_laundering}, 25 for {@code account_takeover}, 25 for {@code loan_fraud} and 20 for
         * {@code fee_manipulation}. A pattern of weight 0 does not occur.
         */
        Map<String, Double> weights();
    }
}
