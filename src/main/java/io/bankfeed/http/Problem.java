package io.bankfeed.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * An RFC 9457 problem.
 *
 * @param type a URI that identifies the kind of problem
 * @param detail one plain sentence: what was wrong, what is allowed, what was received
 * @param instance the path that was asked for
 * @param errors one for each field at fault; left out where there is none
 * @param requestId what the request is called in the log
 */
@RegisterForReflection
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors", "request_id"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonProperty("request_id") String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(
            ProblemType type, String detail, String instance, List<FieldError> errors, String requestId) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, errors, requestId);
    }
}
