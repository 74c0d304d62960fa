package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossOriginPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://console.example.com/", "*"})
    void originThatNoBrowserSendsIsRefused(String origin) {
        CrossOriginConfig config = () -> Optional.of(List.of("https://console.example.com", origin));

        assertThatThrownBy(() -> new CrossOriginPolicy(config, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("bankfeed.cors.origins must be origins as browsers send them")
                .hasMessageEndingWith("but one was \"" + origin + "\"");
    }
}
