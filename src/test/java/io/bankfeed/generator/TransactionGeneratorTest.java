package io.bankfeed.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.Mappings;
import io.bankfeed.core.fraud.FraudPattern;
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

    private static TransactionGenerator generator(Map<String, String> properties) {
        GeneratorConfig config = Mappings.mapping(GeneratorConfig.class, properties);
        return new TransactionGenerator(config, null, Clock.systemUTC(), new SimpleMeterRegistry());
    }
}
