package io.bankfeed.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events 51 to 100 of the run "run7" are retained; a client that has missed events starts with 81. */
final class ResumePointTest {

    private static final String EPOCH = "run7";

    @ParameterizedTest
    @ValueSource(longs = {50, 51, 75, 99, 100})
    void retainedEventsAreResumedWithoutAGap(long last) {
        assertThat(after("run7-" + last)).isEqualTo(new ResumePoint(last, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 49})
    void evictedEventsCauseAGap(long last) throws JsonProcessingException {
        ResumePoint point = after("run7-" + last);

        assertThat(point.position()).isEqualTo(80);
        assertGap(point, "expired", "run7-" + last);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run6-75", "run6-1", "run6-999999999999999999", "run8-0", "other-100"})
    void idFromAnotherRunCausesAGap(String lastEventId) throws JsonProcessingException {
        ResumePoint point = after(lastEventId);

        assertThat(point.position()).isEqualTo(80);
        assertGap(point, "restarted", lastEventId);
    }

    @Test
    void leadingZerosAreIgnored() {
        assertThat(after("run7-0075")).isEqualTo(new ResumePoint(75, null));
    }

    @Test
    void emptyStreamStartsWithTheFirstEvent() throws JsonProcessingException {
        assertThat(ResumePoint.after("run7-0", EPOCH, false, 0, 1, 1)).isEqualTo(new ResumePoint(0, null));

        ResumePoint restarted = ResumePoint.after("run6-33", EPOCH, false, 0, 1, 1);
        assertThat(restarted.position()).isZero();
        assertThat(gap(restarted).path("resumed_from").textValue()).isEqualTo("run7-1");
    }

    @Test
    void withoutRetainedEventsOnlyTheNewestIdHasNoGap() {
        assertThat(ResumePoint.after("run7-100", EPOCH, false, 100, 101, 101)).isEqualTo(new ResumePoint(100, null));
        assertThat(ResumePoint.after("run7-99", EPOCH, false, 100, 101, 101).gap())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 999_999_999_999_999_999L})
    void futureIdIsRejected(long last) {
        assertRejected("run7-" + last, "run7-" + last, "has not been sent yet");
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 500, 999_999_999_999_999_999L})
    void futureIdIsFromAnEarlierRunIfTheEpochRecurs(long last) throws JsonProcessingException {
        ResumePoint point = ResumePoint.after("run7-" + last, EPOCH, true, 100, 51, 81);

        assertThat(point.position()).isEqualTo(80);
        assertGap(point, "restarted", "run7-" + last);
        assertThat(ResumePoint.after("run7-100", EPOCH, true, 100, 51, 81)).isEqualTo(new ResumePoint(100, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
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
        assertRejected(text, text, "is not an id of this stream");
    }

    @Test
    void longIdIsShortenedInTheProblem() {
        assertRejected("x".repeat(10_000), "x".repeat(40) + "…", "is not an id of this stream");
    }

    private static void assertRejected(String lastEventId, String shown, String reason) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> after(lastEventId))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
                    assertThat(problem.errors())
                            .containsExactly(new FieldError(
                                    "Last-Event-ID",
                                    "must be the id of an event that was received, or be omitted, but \"" + shown
                                            + "\" " + reason));
                });
    }

    private static void assertGap(ResumePoint point, String reason, String requested) throws JsonProcessingException {
        JsonNode gap = gap(point);

        assertThat(gap.fieldNames()).toIterable().containsExactly("reason", "requested", "resumed_from");
        assertThat(gap.path("reason").textValue()).isEqualTo(reason);
        assertThat(gap.path("requested").textValue()).isEqualTo(requested);
        assertThat(gap.path("resumed_from").textValue()).isEqualTo("run7-81");
    }

    private static JsonNode gap(ResumePoint point) throws JsonProcessingException {
        return new ObjectMapper().readTree(String.valueOf(point.gap()));
    }

    private static ResumePoint after(String lastEventId) {
        return ResumePoint.after(lastEventId, EPOCH, false, 100, 51, 81);
    }
}
