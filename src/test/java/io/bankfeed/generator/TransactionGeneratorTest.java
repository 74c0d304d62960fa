package io.bankfeed.generator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.Mappings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransactionGeneratorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.clock.start              | yesterday | bankfeed.clock.start must be
        bankfeed.fraud.weights.theft      | 1         | bankfeed.fraud.weights: There is no fraud pattern "theft"
        bankfeed.fraud.weights.loan_fraud | -1        | bankfeed.fraud.weights: A weight must be a number of at least 0, but was -1
        """)
    void invalidSettingIsRefused(String key, String value, String message) {
        GeneratorConfig config = Mappings.mapping(GeneratorConfig.class, Map.of(key, value));

        assertThatThrownBy(() -> new TransactionGenerator(config, null, Clock.systemUTC(), new SimpleMeterRegistry()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void tooFewAccountsAreRefused() {
        assertThatThrownBy(() -> Mappings.mapping(GeneratorConfig.class, Map.of("bankfeed.bank.accounts", "99")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("bankfeed.bank.accounts must be at least 100, but was 99");
    }
}
