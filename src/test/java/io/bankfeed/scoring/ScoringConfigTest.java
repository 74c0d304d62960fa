package io.bankfeed.scoring;

import static io.bankfeed.Mappings.faults;
import static io.bankfeed.Mappings.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoringConfigTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        deadline        | PT0S      | bankfeed.scoring.deadline must be at least PT0.001S, but was PT0S
        deadline        | P2D       | bankfeed.scoring.deadline must be at most PT24H, but was PT48H
        detectors       | 0         | bankfeed.scoring.detectors must be at least 1, but was 0
        detectors       | 65        | bankfeed.scoring.detectors must be at most 64, but was 65
        capacity        | 999       | bankfeed.scoring.capacity must be at least 1000, but was 999
        capacity        | 100000001 | bankfeed.scoring.capacity must be at most 100000000, but was 100000001
        max-subscribers | 0         | bankfeed.scoring.max-subscribers must be at least 1, but was 0
        """)
    void valueOutOfRangeIsRefused(String key, String value, String fault) {
        assertThat(faults(ScoringConfig.class, ScoringConfig::check, Map.of("bankfeed.scoring." + key, value)))
                .containsExactly(fault);
    }

    @Test
    void defaultsAreAsDocumented() {
        ScoringConfig config = mapping(ScoringConfig.class, Map.of());

        assertThat(config.deadline()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.detectors()).isEqualTo(16);
        assertThat(config.capacity()).isEqualTo(250_000);
        assertThat(config.maxSubscribers()).isEqualTo(100);
    }
}
