package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParametersTest {

    private final MultivaluedMap<String, String> query = new MultivaluedHashMap<>();

    @Test
    void absentParametersTakeTheirDefaults() {
        QueryParameters parameters = read();

        assertThat(parameters.text("format")).isNull();
        assertThat(parameters.wholeNumber("count", 1, 10, 7)).isEqualTo(7);
        assertThat(parameters.number("rate", 0, false, 10, 0.5)).isEqualTo(0.5);
        assertThat(parameters.flag("labels", true)).isTrue();
        assertThat(parameters.flag("labels", false)).isFalse();
        assertThatCode(parameters::check).doesNotThrowAnyException();
    }

    @Test
    void emptyParameterIsNotAbsent() {
        query.putSingle("count", "");
        query.putSingle("rate", "");
        query.putSingle("labels", "");
        query.putSingle("format", "");
        QueryParameters parameters = read();

        assertThat(parameters.text("format")).isEmpty();
        assertThat(parameters.wholeNumber("count", 1, 10, 7)).isEqualTo(7);
        assertThat(parameters.number("rate", 0, false, 10, 0.5)).isEqualTo(0.5);
        assertThat(parameters.flag("labels", false)).isFalse();
        assertThat(errors(parameters))
                .extracting(FieldError::message)
                .containsExactly(
                        "must be a whole number from 1 to 10, but was \"\"",
                        "must be a number over 0 and at most 10, but was \"\"",
                        "must be true or false, but was \"\"");
    }

    @Test
    void nullValueIsEmpty() {
        query.put("count", List.of());
        query.add("format", null);
        QueryParameters parameters = read();

        assertThat(parameters.text("count")).isEmpty();
        assertThat(parameters.text("format")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-5, -5",
        "-4, -4",
        "-1, -1",
        "-0, 0",
        "0, 0",
        "1, 1",
        "10, 10",
        "007, 7",
        "-0005, -5",
        "0000000000000000000000000000000000000010, 10"
    })
    void wholeNumberInRangeIsAccepted(String text, long number) {
        assertThat(wholeNumber(text, -5, 10)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void any64BitNumberIsExact(long number) {
        assertThat(wholeNumber(Long.toString(number), Long.MIN_VALUE, Long.MAX_VALUE))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-6",
                "11",
                "-9223372036854775809",
                "9223372036854775808",
                "18446744073709551617",
                "9999999999999999999999999999999999999999",
                "00000000000000000000000000000000000000010",
                "1.0",
                "1.",
                ".5",
                "1e1",
                "1E0",
                "+1",
                "--1",
                "-",
                "0x1",
                "1L",
                "1_0",
                "1,0",
                " 1",
                "1 ",
                "1\n",
                "١",
                "１",
                "NaN",
                "Infinity",
                "one",
                "true"
            })
    void otherTextsAreRejectedAsWholeNumbers(String text) {
        query.putSingle("count", text);
        QueryParameters parameters = read();

        assertThat(parameters.wholeNumber("count", -5, 10, 7)).isEqualTo(7);
        assertThat(errors(parameters))
                .containsExactly(new FieldError(
                        "count",
                        "must be a whole number from -5 to 10, but was \"" + ProblemText.shortened(text) + "\""));
    }

    @Test
    void millionDigitsAreRejectedAndShortened() {
        query.putSingle("count", "9".repeat(1_000_000));
        query.putSingle("rate", "9".repeat(1_000_000));
        QueryParameters parameters = read();

        parameters.wholeNumber("count", 1, 10, 7);
        parameters.number("rate", 0, false, 10, 7);

        assertThat(errors(parameters))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error.message()).endsWith("but was \"" + "9".repeat(40) + "…\""));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0.5, 0.5",
        "00.50, 0.5",
        "1e0, 1",
        "1E+0, 1",
        "25e-2, 0.25",
        "0.0025e2, 0.25",
        "1e-300, 1e-300",
        "1.0000000000000000001, 1"
    })
    void numberIsAcceptedInUsualNotations(String text, double number) {
        assertThat(number(text, false)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.30000000000000004, 1e-40, Double.MIN_NORMAL, Double.MIN_VALUE})
    void numberIsAcceptedAsItIsWritten(double number) {
        assertThat(number(ProblemText.plain(number), true)).isEqualTo(number);
    }

    @Test
    void minimumIsAcceptedOnlyIfIncluded() {
        assertThat(number("0", true)).isZero();
        assertThat(number("1e-999", true)).isZero();
        assertRefusedNumber("0", false);
        assertRefusedNumber("0.0", false);
        assertRefusedNumber("1e-999", false);
    }

    @Test
    void negativeZeroBecomesZero() {
        for (String text : List.of("-0", "-0.0", "-0e5", "-1e-999")) {
            assertThat(Double.doubleToRawLongBits(number(text, true))).as(text).isZero();
            assertRefusedNumber(text, false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0.000001",
                "-1",
                "1.000001",
                "2",
                "1e999",
                "-1e999",
                "1e1000",
                "1e",
                "1e+",
                "e1",
                ".5",
                "5.",
                "+0.5",
                "0x0.8p0",
                "0x1",
                "0.5f",
                "0.5d",
                "0,5",
                " 0.5",
                "0.5 ",
                "NaN",
                "nan",
                "Infinity",
                "-Infinity",
                "٠.٥",
                "０.５",
                "half"
            })
    void otherTextsAreRejectedAsNumbers(String text) {
        assertRefusedNumber(text, true);
        assertRefusedNumber(text, false);
    }

    @Test
    void rangeIsWrittenWithoutAnExponent() {
        query.putSingle("rate", "0");
        QueryParameters parameters = read();

        parameters.number("rate", 0, false, 1e6, 1);

        assertThat(errors(parameters))
                .containsExactly(new FieldError("rate", "must be a number over 0 and at most 1000000, but was \"0\""));
    }

    @Test
    void flagIsTrueOrFalse() {
        query.putSingle("labels", "true");
        assertThat(read().flag("labels", false)).isTrue();
        query.putSingle("labels", "false");
        assertThat(read().flag("labels", true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "True", "yes", "no", "1", "0", "on", " true", "truefalse", "null"})
    void otherTextsAreRejectedAsFlags(String text) {
        query.putSingle("labels", text);
        QueryParameters parameters = read();

        assertThat(parameters.flag("labels", true)).isTrue();
        assertThat(errors(parameters))
                .containsExactly(new FieldError("labels", "must be true or false, but was \"" + text + "\""));
    }

    @Test
    void allErrorsAreReportedTogether() {
        query.putSingle("count", "0");
        query.putSingle("rate", "fast");
        query.putSingle("share", "0.5");
        query.putSingle("labels", "maybe");
        QueryParameters parameters = read();
        parameters.wholeNumber("count", 1, 10, 1);
        parameters.number("rate", 0, false, 10, 1);
        parameters.number("share", 0, true, 1, 0);
        parameters.flag("labels", false);
        parameters.reject("share", "must be even", "0.5");

        ProblemException problem = catchThrowableOfType(ProblemException.class, parameters::check);

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("count", "rate", "labels", "share");
        assertThat(problem.detail())
                .startsWith("count must be a whole number from 1 to 10, but was \"0\"; ")
                .endsWith("share must be even, but was \"0.5\".");
    }

    private long wholeNumber(String text, long min, long max) {
        query.putSingle("count", text);
        QueryParameters parameters = read();
        long number = parameters.wholeNumber("count", min, max, 3);
        parameters.check();
        return number;
    }

    private double number(String text, boolean included) {
        query.putSingle("share", text);
        QueryParameters parameters = read();
        double number = parameters.number("share", 0, included, 1, 0.125);
        parameters.check();
        return number;
    }

    private void assertRefusedNumber(String text, boolean included) {
        query.putSingle("share", text);
        QueryParameters parameters = read();

        assertThat(parameters.number("share", 0, included, 1, 0.125)).isEqualTo(0.125);
        assertThat(errors(parameters))
                .containsExactly(new FieldError(
                        "share",
                        (included ? "must be a number from 0 to 1" : "must be a number over 0 and at most 1")
                                + ", but was \"" + ProblemText.shortened(text) + "\""));
    }

    private QueryParameters read() {
        return new QueryParameters(query);
    }

    private static List<FieldError> errors(QueryParameters parameters) {
        return catchThrowableOfType(ProblemException.class, parameters::check).errors();
    }
}
