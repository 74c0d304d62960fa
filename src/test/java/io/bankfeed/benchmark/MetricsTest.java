package io.bankfeed.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class MetricsTest {

    private static final String TEXT = """
            # HELP memory_used_bytes memory in use
            # TYPE memory_used_bytes gauge
            memory_used_bytes{id="direct"} 5.0
            memory_used_bytes{id="mapped"} 1.5E7
            memory_used_bytes_max 9.0
            subscribers 0.0
            """;

    @Test
    void theValuesOfAllLabelsAreAddedUp() {
        assertThat(Metrics.sum(TEXT, "memory_used_bytes")).isEqualTo(15_000_005);
        assertThat(Metrics.sum(TEXT, "subscribers")).isZero();
    }

    @Test
    void aMetricThatIsNotThereIsNotZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> Metrics.sum(TEXT, "memory"));
    }
}
