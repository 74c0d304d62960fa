package io.bankfeed.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The initial settings, which are also the defaults for keys that a {@code POST /config} request omits. The service
 * does not start if a value is out of range.
 */
@ConfigMapping(prefix = "bankfeed")
public interface StartUpSettings {

    /**
     * Seconds between batches of the live feed, from 0.001 to 3600. Each batch costs the CPU time of its transactions
     * and a write to each subscriber.
     */
    @WithDefault("1.0")
    double frequencySeconds();

    /** The probability that a transaction is fraud, from 0 to 1. */
    @WithDefault("0.05")
    double fraudInjectionRate();

    /**
     * The number of transactions in a batch of the live feed, from 1 to 1000. Each adds about 420 bytes per subscriber.
     */
    @WithDefault("1")
    int batchSize();

    /**
     * Seconds from a transaction until its label is available, from 0 to 31,536,000 (a year). A delay costs nothing,
     * but labels are lost if more than {@code bankfeed.truth.capacity} transactions are generated during it.
     */
    @WithDefault("0")
    double labelDelaySeconds();

    /**
     * How hard the fraud is to find, from 0 to 1: {@code textbook} (0), {@code realistic} (0.5), {@code hard} (1), or a
     * number. At 0 every transaction is drawn independently, and four rules find all fraud.
     */
    @WithDefault("textbook")
    String difficulty();

    /** Checks the values. */
    static void check(StartUpSettings config, Ranges ranges) {
        ranges.check(
                "bankfeed.frequency-seconds",
                config.frequencySeconds(),
                Settings.MIN_FREQUENCY_SECONDS,
                Settings.MAX_FREQUENCY_SECONDS);
        ranges.check("bankfeed.fraud-injection-rate", config.fraudInjectionRate(), 0.0, 1.0);
        ranges.check("bankfeed.batch-size", config.batchSize(), 1, Settings.MAX_BATCH_SIZE);
        ranges.check("bankfeed.label-delay-seconds", config.labelDelaySeconds(), 0.0, Settings.MAX_LABEL_DELAY_SECONDS);
        ranges.check("bankfeed.difficulty", config.difficulty(), Difficulty::parse);
    }
}
