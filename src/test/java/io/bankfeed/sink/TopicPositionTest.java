package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicPositionTest {

    @Test
    void idIsParsedAsItIsWritten() {
        TopicPosition position = new TopicPosition("", List.of(17L, 0L, 999_999_999_999_999_999L));

        assertThat(position).hasToString("kafka-17.0.999999999999999999");
        assertThat(TopicPosition.parse(position.toString(), "", 3)).contains(position);
    }

    @Test
    void idNamesItsStream() {
        TopicPosition position = new TopicPosition("labels", List.of(5L));

        assertThat(position).hasToString("kafka-labels-5");
        assertThat(TopicPosition.parse("kafka-labels-5", "labels", 1)).contains(position);
        assertThat(TopicPosition.parse("kafka-labels-5", "", 1)).isEmpty();
        assertThat(TopicPosition.parse("kafka-5", "labels", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kafka-",
                "kafka-1",
                "kafka-1.2.3",
                "kafka-1.",
                "kafka-.1",
                "kafka-1..2",
                "kafka-1.-2",
                "kafka-1.2 ",
                "kafka-1.x",
                "Kafka-1.2",
                "kafka-1.1234567890123456789",
                "run7-12"
            })
    void otherTextIsNoIdOfTwoPartitions(String text) {
        assertThat(TopicPosition.parse(text, "", 2)).isEmpty();
    }

    @Test
    void laterPositionHasMoreRecordsBeforeIt() {
        assertThat(new TopicPosition("", List.of(3L, 4L)).records()).isEqualTo(7);
    }
}
