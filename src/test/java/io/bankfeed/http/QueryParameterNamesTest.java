package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryParameterNamesTest {

    private static final Set<String> KNOWN = Set.of("count", "rate", "share", "labels", "format", "limit");

    private final MultivaluedMap<String, String> query = new MultivaluedHashMap<>();

    @Test
    void knownParametersArePermittedOnce() {
        query.putSingle("count", "1");
        query.putSingle("labels", "");

        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"counts, count", "lables, labels", "rat, rate", "fromat, format", "limt, limit", "COUNT, count"})
    void unknownParameterIsRejectedWithTheNearest(String name, String nearest) {
        query.putSingle(name, "1");

        assertThat(errors())
                .containsExactly(new FieldError(name, "is not a parameter here; the nearest is \"" + nearest + "\""));
    }

    @Test
    void unknownParameterIsRejectedWithAllNamesIfNoneIsNear() {
        query.putSingle("foo", "1");

        assertThat(QueryParameterNames.errors(query, new TreeSet<>(KNOWN)))
                .containsExactly(new FieldError(
                        "foo",
                        "is not a parameter here; the parameters are count, format, labels, limit, rate, share"));
    }

    @Test
    void allNamesAreListedOnce() {
        query.putSingle("foo", "1");
        query.putSingle("xyz", "1");

        assertThat(errors())
                .hasSize(2)
                .extracting(FieldError::message)
                .areExactly(1, new Condition<>(message -> message.contains("the parameters are"), "lists all names"))
                .contains("is not a parameter here");
    }

    @Test
    void numberOfReportedNamesIsLimited() {
        for (int i = 0; i < 10_000; i++) {
            query.putSingle("p" + i, "1");
        }

        assertThat(errors()).hasSize(16);
    }

    @Test
    void unknownParameterIsRejectedWhateverItsValues() {
        query.add("page", "");
        query.add("page", "2");

        assertThat(errors()).extracting(FieldError::field).containsExactly("page");
    }

    @Test
    void longNameIsShortened() {
        query.putSingle("x".repeat(10_000), "1");

        assertThat(errors()).extracting(FieldError::field).containsExactly("x".repeat(40) + "…");
    }

    @Test
    void namesAreCaseSensitive() {
        query.putSingle("Count", "1");

        assertThat(errors()).extracting(FieldError::field).containsExactly("Count");
    }

    @Test
    void repeatedParameterIsRejectedEvenWithTheSameValue() {
        query.add("count", "1");
        query.add("count", "1");

        assertThat(errors()).containsExactly(new FieldError("count", "must be given once, but was given 2 times"));
    }

    @Test
    void parameterOfAnEndpointWithoutParametersIsRejected() {
        query.putSingle("count", "1");

        assertThat(QueryParameterNames.errors(query, Set.of()))
                .containsExactly(new FieldError("count", "is not a parameter here; there are none"));
    }

    @Test
    void namesThatBeginWithAnUnderscoreAreIgnored() {
        query.add("_", "1732550400000");
        query.add("_", "1732550400001");
        query.putSingle("_count", "1");

        assertThat(errors()).isEmpty();
    }

    @Test
    void strayAmpersandIsIgnored() {
        query.putSingle("", "");

        assertThat(errors()).isEmpty();
    }

    private List<FieldError> errors() {
        return QueryParameterNames.errors(query, KNOWN);
    }
}
