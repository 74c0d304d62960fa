package io.bankfeed.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.Mappings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartUpSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.batch-size           | 0     | bankfeed.batch-size must be at least 1, but was 0
        bankfeed.fraud-injection-rate | 1.5   | bankfeed.fraud-injection-rate must be at most 1, but was 1.5
        bankfeed.frequency-seconds    | often | often
        """)
    void invalidSettingIsRefused(String key, String value, String message) {
        assertThatThrownBy(() -> Mappings.mapping(StartUpSettings.class, Map.of(key, value)))
                .hasMessageContaining(message);
    }
}
