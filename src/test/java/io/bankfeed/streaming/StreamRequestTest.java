package io.bankfeed.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamRequestTest {

    @Test
    void emptyIdsAreIgnored() {
        assertThat(ids(Stream.of(null, "", " ", "run7-75"))).containsExactly(new EventId("run7", "", 75));
        assertThat(ids(Stream.of(null, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "75",
                "run7",
                "run7-",
                "-75",
                "run7--75",
                "run7-75 ",
                " run7-75",
                "run7-7.5",
                "run7-7e1",
                "RUN7-75",
                "run7-75\n",
                "run7_75",
                "run7-９",
                "run7-1234567890123456789"
            })
    void malformedIdIsRejected(String text) {
        assertRejected(text, text);
    }

    @Test
    void longIdIsShortenedInTheProblem() {
        assertRejected("x".repeat(10_000), "x".repeat(40) + "…");
    }

    @Test
    void malformedIdIsRejectedBesideAValidOne() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> ids(Stream.of("run7-75", "rubbish")));
    }

    private static List<EventId> ids(Stream<@Nullable String> ids) {
        return new StreamRequest(StreamRequest.given(ids), StreamFormat.NDJSON, 1).lastEventIds();
    }

    private static void assertRejected(String lastEventId, String shown) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ids(Stream.of(lastEventId)))
                .satisfies(problem -> assertThat(problem.errors())
                        .containsExactly(new FieldError(
                                "Last-Event-ID",
                                "must be the id of an event that was received, or be omitted, but \"" + shown
                                        + "\" is not an id of this stream")));
    }
}
