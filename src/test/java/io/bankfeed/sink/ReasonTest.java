package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

final class ReasonTest {

    @Test
    void firstCauseIsNamed() {
        assertThat(Reason.of(new KafkaException(
                        "Failed to create a client", new KafkaException("no login", new Exception("URL not allowed")))))
                .isEqualTo("Failed to create a client (URL not allowed)");
    }

    @Test
    void causeThatTheMessageHasIsNotRepeated() {
        assertThat(Reason.of(new KafkaException("Cannot do it: timed out", new Exception("timed out"))))
                .isEqualTo("Cannot do it: timed out");
    }

    @Test
    void failureWithoutAMessageIsNamedByItsClass() {
        assertThat(Reason.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
