package io.bankfeed.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.Mappings;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.transaction.ReportSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransactionGeneratorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.clock.start              | yesterday | bankfeed.clock.start must be
        bankfeed.fraud.weights.loan_fraud | -1        | bankfeed.fraud.weights: A weight must be a number of at least 0, but was -1
        """)
    void invalidSettingIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> generator(Map.of(key, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void everyPatternHasItsDefaultWeight() {
        Map<String, Double> defaults = new LinkedHashMap<>();
        FraudPattern.ALL.forEach(pattern -> defaults.put(pattern.name(), pattern.defaultWeight()));

        assertThat(generator(Map.of()).bank().fraudWeights()).containsExactlyEntriesOf(defaults);
    }

    @Test
    void weightOfEachPatternIsConfigured() {
        double weight = 1;
        for (FraudPattern pattern : FraudPattern.ALL) {
            String key = "bankfeed.fraud.weights." + pattern.name();

            assertThat(generator(Map.of(key, Double.toString(++weight))).bank().fraudWeights())
                    .containsEntry(pattern.name(), weight);
        }
    }

    @Test
    void tooFewAccountsAreRefused() {
        assertThat(Mappings.faults(
                        GeneratorConfig.class, GeneratorConfig::check, Map.of("bankfeed.bank.accounts", "99")))
                .containsExactly("bankfeed.bank.accounts must be at least 100, but was 99");
    }

    @Test
    void reportsHaveTheirDefaults() {
        assertThat(ReportsConfig.settings(Mappings.mapping(ReportsConfig.class, Map.of())))
                .isEqualTo(ReportSettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.reports.recall     | -0.1 | bankfeed.reports.recall must be at least 0, but was -0.1
        bankfeed.reports.recall     | 1.1  | bankfeed.reports.recall must be at most 1, but was 1.1
        bankfeed.reports.recall     | NaN  | bankfeed.reports.recall must be at most 1, but was NaN
        bankfeed.reports.delay-days | -1   | bankfeed.reports.delay-days must be at least 0, but was -1
        bankfeed.reports.delay-days | 366  | bankfeed.reports.delay-days must be at most 365, but was 366
        bankfeed.reports.false-rate | 2    | bankfeed.reports.false-rate must be at most 1, but was 2
        """)
    void reportsOutOfRangeAreRefused(String key, String value, String message) {
        assertThat(Mappings.faults(ReportsConfig.class, ReportsConfig::check, Map.of(key, value)))
                .containsExactly(message);
    }

    private static TransactionGenerator generator(Map<String, String> properties) {
        GeneratorConfig config = Mappings.mapping(GeneratorConfig.class, properties);
        ReportsConfig reports = Mappings.mapping(ReportsConfig.class, properties);
        return new TransactionGenerator(config, reports, null, Clock.systemUTC(), new SimpleMeterRegistry());
    }
}
