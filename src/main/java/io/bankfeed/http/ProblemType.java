package io.bankfeed.http;

import java.util.Locale;

/** The kinds of problem, each with its title and HTTP status. */
public enum ProblemType {
    INVALID_PARAMETER(400, "Invalid parameter"),
    INVALID_BODY(400, "Invalid request body"),
    INVALID_CONFIGURATION(400, "Invalid configuration"),
    ALREADY_RUNNING(400, "Stream is already running"),
    BAD_REQUEST(400, "Bad request"),
    UNAUTHENTICATED(401, "Not authenticated"),
    FORBIDDEN(403, "Not permitted"),
    FOREIGN_ORIGIN(403, "Origin not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    FEED_IN_KAFKA(409, "Feed is in Kafka"),
    TOO_MANY_DETECTORS(409, "Too many detectors"),
    GONE(410, "Gone"),
    BODY_TOO_LARGE(413, "Request body too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable"),
    EXPECTATION_FAILED(417, "Expectation failed"),
    TOO_EARLY(425, "Too early"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL_ERROR(500, "Internal error"),
    NOT_IMPLEMENTED(501, "Not implemented"),
    TOO_MANY_SUBSCRIBERS(503, "Too many subscribers"),
    TOO_MANY_DATASETS(503, "Too many datasets"),
    TOO_MANY_TICKETS(503, "Too many tickets"),
    ISSUER_UNAVAILABLE(503, "Issuer not available"),
    KAFKA_UNAVAILABLE(503, "Kafka not available"),
    TOO_BUSY(503, "Too busy"),
    SHUTTING_DOWN(503, "Shutting down"),
    VERSION_NOT_SUPPORTED(505, "HTTP version not supported");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The problem's type as a URI that identifies it and is not meant to be opened. */
    public String uri() {
        return "urn:bankfeed:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
