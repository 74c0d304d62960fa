package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Enforces rules of RFC 9110 and RFC 9112 that the HTTP server leaves to the application. A refusal closes the
 * connection before its next request, since a proxy may disagree about where that begins. Thread-safe.
 */
@Singleton
final class HttpRules {

    private static final String CHUNKED = "chunked";
    private static final String CONTINUE = "100-continue";

    private static final List<String> SINGLE_HEADERS = List.of("Host", "Origin", "Content-Type");

    private final Problems problems;

    HttpRules(Problems problems) {
        this.problems = problems;
    }

    private record Violation(ProblemType type, String detail) {}

    void register(@Observes Filters filters) {
        filters.register(this::apply, FilterOrder.HTTP_RULES);
    }

    private void apply(RoutingContext context) {
        HttpServerRequest request = context.request();
        Violation violation = violation(request);
        if (violation != null) {
            problems.sendAndClose(context, violation.type, violation.detail);
            return;
        }
        if (request.version() == HttpVersion.HTTP_1_0) {
            // Such a client does not know interim responses.
            request.headers().remove(HttpHeaders.EXPECT);
        }
        List<String> connection = elements(request.headers(), HttpHeaders.CONNECTION);
        if (connection.size() > 1 && connection.contains("close")) {
            // The server knows the single value only.
            context.addEndHandler(ended -> request.connection().close());
        }
        context.next();
    }

    private static @Nullable Violation violation(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (request.version() == null) {
            return new Violation(ProblemType.VERSION_NOT_SUPPORTED, "The version of HTTP must be 1.0 or 1.1.");
        }
        if (request.uri().indexOf('#') >= 0) {
            return new Violation(ProblemType.BAD_REQUEST, "The URL must not have a fragment.");
        }
        for (String name : SINGLE_HEADERS) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                return new Violation(
                        ProblemType.BAD_REQUEST, "The request must not have more than one " + name + " header.");
            }
        }
        List<String> codings = elements(headers, HttpHeaders.TRANSFER_ENCODING);
        if (codings.indexOf(CHUNKED) != codings.size() - 1) {
            return new Violation(
                    ProblemType.BAD_REQUEST, "Transfer-Encoding must end with chunked and contain it only once.");
        }
        if (codings.size() > 1) {
            return new Violation(ProblemType.NOT_IMPLEMENTED, "The only supported Transfer-Encoding is chunked.");
        }
        List<String> expectations = elements(headers, HttpHeaders.EXPECT);
        return expectations.stream().allMatch(CONTINUE::equals)
                ? null
                : new Violation(ProblemType.EXPECTATION_FAILED, "The only supported Expect is 100-continue.");
    }

    /** The elements of a list, which may be spread over several headers, in lower case; none without the header. */
    private static List<String> elements(MultiMap headers, CharSequence name) {
        return headers.contains(name)
                ? headers.getAll(name).stream()
                        .flatMap(value ->
                                Stream.of(value.toLowerCase(Locale.ROOT).split(",")))
                        .map(String::trim)
                        .toList()
                : List.of();
    }
}
