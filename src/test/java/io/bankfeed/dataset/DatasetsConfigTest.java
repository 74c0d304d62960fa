package io.bankfeed.dataset;

import static io.bankfeed.Mappings.faults;
import static io.bankfeed.Mappings.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetsConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "PT0S", "PT-5M", "PT0.0001S", "P400D"})
    void invalidStallTimeoutIsRefused(String timeout) {
        assertThat(faults(
                        DatasetsConfig.class,
                        DatasetsConfig::check,
                        Map.of("bankfeed.datasets.stall-timeout", timeout)))
                .singleElement(STRING)
                .startsWith("bankfeed.datasets.stall-timeout must be ");
    }

    @Test
    void defaultsAreAsDocumented() {
        DatasetsConfig config = mapping(DatasetsConfig.class, Map.of());

        assertThat(config.maxCount()).isEqualTo(100_000_000);
        assertThat(config.maxAccounts()).isEqualTo(100_000);
        assertThat(config.maxConcurrent()).isEqualTo(4);
        assertThat(config.stallTimeout()).isEqualTo(Duration.ofSeconds(90));
    }
}
