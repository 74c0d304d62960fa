package io.bankfeed.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.Mappings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartUpSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.batch-size           | 0        | at least 1, but was 0
        bankfeed.batch-size           | 1001     | at most 1000, but was 1001
        bankfeed.fraud-injection-rate | 1.5      | at most 1, but was 1.5
        bankfeed.fraud-injection-rate | -0.1     | at least 0, but was -0.1
        bankfeed.fraud-injection-rate | -0.0     | at least 0, but was -0.0
        bankfeed.fraud-injection-rate | NaN      | at most 1, but was NaN
        bankfeed.frequency-seconds    | 0.0009   | at least 0.001, but was 0.0009
        bankfeed.label-delay-seconds  | 31536001 | at most 31536000, but was 31536001
        """)
    void valueOutOfRangeIsRefused(String key, String value, String message) {
        assertThat(Mappings.faults(StartUpSettings.class, StartUpSettings::check, Map.of(key, value)))
                .containsExactly(key + " must be " + message);
    }

    @Test
    void everyFaultIsReported() {
        assertThat(Mappings.faults(
                        StartUpSettings.class,
                        StartUpSettings::check,
                        Map.of("bankfeed.batch-size", "0", "bankfeed.frequency-seconds", "0")))
                .hasSize(2);
    }
}
