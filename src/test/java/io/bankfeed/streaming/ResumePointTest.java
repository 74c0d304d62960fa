package io.bankfeed.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events 51 to 100 of the run "run7" are retained; a client that has missed events starts with 81. */
final class ResumePointTest {

    private static final EventId NEWEST = new EventId("run7", "", 100);

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
        assertThat(ResumePoint.after(ids("run7-0"), NEWEST.withSequence(0), false, 1, 1))
                .isEqualTo(new ResumePoint(0, null));

        ResumePoint restarted = ResumePoint.after(ids("run6-33"), NEWEST.withSequence(0), false, 1, 1);
        assertThat(restarted.position()).isZero();
        assertThat(gap(restarted).path("resumed_from").textValue()).isEqualTo("run7-1");
    }

    @Test
    void withoutRetainedEventsOnlyTheNewestIdHasNoGap() {
        assertThat(ResumePoint.after(ids("run7-100"), NEWEST, false, 101, 101)).isEqualTo(new ResumePoint(100, null));
        assertThat(ResumePoint.after(ids("run7-99"), NEWEST, false, 101, 101).gap())
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
        ResumePoint point = ResumePoint.after(ids("run7-" + last), NEWEST, true, 51, 81);

        assertThat(point.position()).isEqualTo(80);
        assertGap(point, "restarted", "run7-" + last);
        assertThat(ResumePoint.after(ids("run7-100"), NEWEST, true, 51, 81)).isEqualTo(new ResumePoint(100, null));
    }

    @ParameterizedTest
    @CsvSource({
        "run7-60 run7-90, 90",
        "run7-90 run7-60, 90",
        "run6-99 run7-60, 60",
        "run7-10 run7-60, 60",
        "run7-60 run7-labels-99, 60"
    })
    void latestIdOfThisRunCounts(String ids, long position) {
        assertThat(ResumePoint.after(ids(ids.split(" ")), NEWEST, false, 51, 81))
                .isEqualTo(new ResumePoint(position, null));
    }

    @Test
    void idsOfEarlierRunsAloneCauseAGap() throws JsonProcessingException {
        assertGap(ResumePoint.after(ids("run5-60", "run6-99"), NEWEST, false, 51, 81), "restarted", "run5-60");
    }

    @Test
    void idThatAnEarlierRunMayHaveSentGivesWayToOneOfThisRun() {
        assertThat(ResumePoint.after(ids("run7-500", "run7-60"), NEWEST, true, 51, 81))
                .isEqualTo(new ResumePoint(60, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 100, 999})
    void idOfAnotherStreamIsRejected(long last) {
        assertRejected("run7-labels-" + last, "run7-labels-" + last, "is an id of another stream");
    }

    @Test
    void idOfAnotherStreamAndRunCausesAGap() throws JsonProcessingException {
        assertGap(after("run6-labels-75"), "restarted", "run6-labels-75");
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
        return ResumePoint.after(ids(lastEventId), NEWEST, false, 51, 81);
    }

    private static List<EventId> ids(String... texts) {
        return Stream.of(texts).map(text -> EventId.parse(text).orElseThrow()).toList();
    }
}
