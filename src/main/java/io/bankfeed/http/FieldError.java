package io.bankfeed.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with one field of a request.
 *
 * @param message goes on from the field's name: "must be …, but was …"
 */
@RegisterForReflection
public record FieldError(String field, String message) {

    /** All that is wrong with a request, as the detail of a problem. */
    public static String sentence(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field + " " + error.message)
                .collect(Collectors.joining("; ", "", "."));
    }
}
