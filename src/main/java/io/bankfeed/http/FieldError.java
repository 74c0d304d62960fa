package io.bankfeed.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong with one field of a request. */
@RegisterForReflection
@Schema(description = "What is wrong with one parameter or one key of the body.")
public record FieldError(
        @Schema(description = "Its name.", examples = "count")
        String field,

        @Schema(description = "What is wrong. Continues the name.", examples = "must be at most 1000, but was 1001")
        String message) {

    /** Joins errors into the detail of a problem. */
    public static String sentence(List<FieldError> errors) {
        return errors.stream()
                .map(error -> error.field + " " + error.message)
                .collect(Collectors.joining("; ", "", "."));
    }
}
