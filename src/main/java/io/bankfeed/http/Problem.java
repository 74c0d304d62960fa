package io.bankfeed.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An RFC 9457 problem. */
@RegisterForReflection
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors", "request_id"})
@Schema(
        description = "What went wrong, according to RFC 9457.",
        requiredProperties = {"type", "title", "status", "detail", "instance", "request_id"})
public record Problem(
        @Schema(
                description = "Identifies the type of problem; it is not an address.",
                format = "uri",
                pattern = "^urn:bankfeed:problem:[a-z-]+$",
                examples = "urn:bankfeed:problem:invalid-parameter")
        String type,

        String title,

        @Schema(description = "The HTTP status.", minimum = "400", maximum = "599", examples = "400")
        int status,

        @Schema(description = "What was wrong, what is allowed and what was received.")
        String detail,

        @Schema(description = "The path of the request.") String instance,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "One for each invalid parameter or key, if any.", minItems = 1)
        List<FieldError> errors,

        @JsonProperty("request_id")
        @Schema(
                description = "The request header `X-Request-Id` if valid, or a generated id; also in the log.",
                minLength = 1,
                maxLength = 64,
                examples = "3f2a9c1e-17")
        String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(
            ProblemType type, String detail, String instance, List<FieldError> errors, String requestId) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, errors, requestId);
    }
}
