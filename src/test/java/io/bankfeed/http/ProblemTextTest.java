package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemTextTest {

    @Test
    void shortTextIsUnchanged() {
        assertThat(ProblemText.shortened("")).isEmpty();
        assertThat(ProblemText.shortened("x".repeat(40))).isEqualTo("x".repeat(40));
    }

    @Test
    void longTextIsShortened() {
        assertThat(ProblemText.shortened("x".repeat(41))).isEqualTo("x".repeat(40) + "…");
    }

    @ParameterizedTest
    @ValueSource(ints = {38, 39, 40})
    void surrogatePairIsNotSplit(int before) {
        String shown = ProblemText.shortened("x".repeat(before) + "😀😀😀");

        // Half a surrogate pair cannot be encoded.
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shown)).isTrue();
        assertThat(shown).startsWith("x".repeat(before)).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({"seeds, seed", "cuont, count", "frmt, format", "lable, labels"})
    void nearestNameIsTheMostSimilar(String name, String nearest) {
        assertThat(ProblemText.nearest(name, List.of("count", "seed", "format", "labels")))
                .isEqualTo(nearest);
    }

    @ParameterizedTest
    @CsvSource({"seeds", "SEED"})
    void nearNameIsSuggested(String name) {
        assertThat(ProblemText.suggestion(name, List.of("count", "seed"), "keys"))
                .isEqualTo("the nearest is \"seed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "x", "", "ssssssssss"})
    void allNamesAreSuggestedIfNoneIsNear(String name) {
        assertThat(ProblemText.suggestion(name, List.of("count", "seed"), "keys"))
                .isEqualTo("the keys are count, seed");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "1, 1", "1000000, 1000000", "1e15, 1000000000000000", "0.05, 0.05", "1e-7, 0.0000001"
    })
    void numberIsWrittenWithoutAnExponent(double number, String shown) {
        assertThat(ProblemText.plain(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {Double.MAX_VALUE, Double.MIN_NORMAL, Double.MIN_VALUE, 1.7976931348623157e-307, 1234567890.123456
            })
    void anyNumberIsWrittenExactlyWithinTheMaximumLength(double number) {
        String shown = ProblemText.plain(number);

        assertThat(shown)
                .hasSizeLessThanOrEqualTo(ProblemText.MAX_PLAIN_CHARACTERS)
                .matches("[0-9]+(\\.[0-9]+)?");
        assertThat(Double.parseDouble(shown)).isEqualTo(number);
    }

    @Test
    void errorsAreJoinedIntoOneSentence() {
        assertThat(FieldError.sentence(List.of(new FieldError("a", "must be 1"), new FieldError("b", "must be 2"))))
                .isEqualTo("a must be 1; b must be 2.");
    }
}
