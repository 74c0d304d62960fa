package io.bankfeed.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetsConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "PT0S", "PT-5M", "PT0.0001S", "P400D"})
    void invalidStallTimeoutIsRefused(String timeout) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> config(Map.of("bankfeed.datasets.stall-timeout", timeout)))
                .withMessageContaining("bankfeed.datasets.stall-timeout must be ");
    }

    @Test
    void defaultsAreAsDocumented() {
        DatasetsConfig config = config(Map.of());

        assertThat(config.maxCount()).isEqualTo(100_000_000);
        assertThat(config.maxAccounts()).isEqualTo(100_000);
        assertThat(config.maxConcurrent()).isEqualTo(4);
        assertThat(config.stallTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    private static DatasetsConfig config(Map<String, String> properties) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(DatasetsConfig.class)
                    .withValidator((BeanValidationConfigValidator) factory::getValidator)
                    .withSources(new PropertiesConfigSource(properties, "test", 100))
                    .build()
                    .getConfigMapping(DatasetsConfig.class);
        }
    }
}
