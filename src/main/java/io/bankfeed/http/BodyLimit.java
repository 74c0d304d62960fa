package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Refuses request bodies above the limit of their endpoint: by their {@code Content-Length} before they are sent, or,
 * without that header, while they are read. Thread-safe.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {

    /** A {@code Content-Length} with more digits exceeds every limit. */
    private static final int MAX_LENGTH_DIGITS = 9;

    private final Endpoints endpoints;
    private final Problems problems;
    private final CurrentVertxRequest current;
    private final LargeBodies largeBodies;

    BodyLimit(Endpoints endpoints, Problems problems, CurrentVertxRequest current, LargeBodies largeBodies) {
        this.endpoints = endpoints;
        this.problems = problems;
        this.current = current;
        this.largeBodies = largeBodies;
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkLength, FilterOrder.VALIDATION);
    }

    private void checkLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || !length.matches("[0-9]+")) {
            boolean hasBody = context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
            largeBodies.admit(
                    context, hasBody ? endpoints.at(context.normalizedPath()).maxBodyBytes() : 0);
            return;
        }
        int max = endpoints.at(context.normalizedPath()).maxBodyBytes();
        if (length.length() <= MAX_LENGTH_DIGITS && Long.parseLong(length) <= max) {
            largeBodies.admit(context, Long.parseLong(length));
            return;
        }
        discardRest(context.request());
        problems.send(context, ProblemType.BODY_TOO_LARGE, refusal(max, length));
    }

    /** Discards the rest of the body, and asks an HTTP/1 client to close the connection after the response. */
    static void discardRest(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        request.resume();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        int max = endpoints.at(current.getCurrent().normalizedPath()).maxBodyBytes();
        byte[] body = context.getInputStream().readNBytes(max + 1);
        if (body.length > max) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, refusal(max, "larger"));
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }

    private static String refusal(int maxBytes, String received) {
        return "The body must be at most " + maxBytes + " bytes, but was " + received + ".";
    }
}
