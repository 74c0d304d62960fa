package io.bankfeed.http;

import java.util.List;
import java.util.Map;

/** Ends a request with a problem. It is not a failure of the service, so it has no stack trace and is not logged. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    /** @param detail one plain sentence: what was wrong, what is allowed, what was received */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, Map.of());
    }

    /** @param headers the headers of the response */
    public ProblemException(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /** An invalid query, path or header parameter. The message continues a sentence that begins with its name. */
    public static ProblemException ofParameter(String name, String message) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, name + " " + message + ".", List.of(new FieldError(name, message)));
    }

    /** A problem with {@code Retry-After}. */
    public static ProblemException retryLater(ProblemType type, String detail, long seconds) {
        return new ProblemException(type, detail, List.of(), Map.of("Retry-After", Long.toString(seconds)));
    }

    public static ProblemException shuttingDown() {
        return retryLater(ProblemType.SHUTTING_DOWN, "The service is shutting down; try again in a few seconds.", 5);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
