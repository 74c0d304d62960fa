package io.bankfeed.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdTest {

    @Test
    void parsesItsOwnText() {
        EventId id = new EventId("mwschg03", "", 42);

        assertThat(id).hasToString("mwschg03-42");
        assertThat(EventId.parse("mwschg03-42")).contains(id);
    }

    @Test
    void namesItsStreamUnlessThatIsTheFeed() {
        EventId id = new EventId("mwschg03", "labels", 42);

        assertThat(id).hasToString("mwschg03-labels-42");
        assertThat(EventId.parse("mwschg03-labels-42")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "a-",
                "-1",
                "a-1-2",
                "a-b-",
                "a-B-1",
                "a--1",
                "a-b-c-1",
                "A-1",
                "a-+1",
                "a- 1",
                "a-1 ",
                "ä-1",
                "a-9999999999999999999"
            })
    void rejectsOtherTexts(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }
}
