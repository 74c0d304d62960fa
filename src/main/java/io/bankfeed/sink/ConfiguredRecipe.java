package io.bankfeed.sink;

import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.generator.GeneratorConfig;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The recipe that this replica is configured with. Thread-safe. */
final class ConfiguredRecipe {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final int NANOS_PER_MICRO = 1_000;

    private final KafkaConfig config;
    private final GeneratorConfig bank;
    private final TransactionGenerator generator;
    private final SettingsInForce settings;

    ConfiguredRecipe(
            KafkaConfig config, GeneratorConfig bank, TransactionGenerator generator, SettingsInForce settings) {
        this.config = config;
        this.bank = bank;
        this.generator = generator;
        this.settings = settings;
    }

    /**
     * The recipe, in which a seed or a start that is not configured is that of a bank which was begun.
     *
     * @param begun the recipe of that bank, or null if there is none
     * @param nowMicros when a bank without a configured start begins, in microseconds since 1970-01-01T00:00Z
     */
    Recipe of(@Nullable Recipe begun, long nowMicros) {
        Settings defaults = settings.defaults();
        return new Recipe(
                begun != null && bank.seed().isEmpty()
                        ? begun.seed()
                        : generator.bank().seed(),
                bank.accounts(),
                bank.firstAccount(),
                generator.bank().fraudWeights(),
                defaults.fraudInjectionRate(),
                defaults.difficulty(),
                begun != null && config.start().isEmpty()
                        ? begun.start()
                        : iso(config.start().map(BankTime::parse).orElse(nowMicros)),
                bank.transactionsPerDay() / SECONDS_PER_DAY,
                defaults.labelDelaySeconds(),
                config.extended(),
                config.labels(),
                config.lanes(),
                TransactionSource.DATA_VERSION);
    }

    private static String iso(long epochMicros) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(epochMicros, BankTime.MICROS_PER_SECOND),
                        Math.floorMod(epochMicros, BankTime.MICROS_PER_SECOND) * NANOS_PER_MICRO)
                .atOffset(BankTime.OFFSET)
                .toString();
    }
}
