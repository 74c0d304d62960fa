package io.bankfeed.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.Endpoints.Endpoint;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Sends problems for requests that fail before they reach a resource, or that no resource handles. Thread-safe. */
@Singleton
public class Problems {

    private static final int BEFORE_ALL_FAILURE_HANDLERS = Integer.MIN_VALUE;

    private static final String IDENTITY = "identity";
    private static final String METRICS = "/q/metrics";

    private final ObjectMapper mapper;
    private final RequestIds ids;
    private final Endpoints endpoints;

    Problems(ObjectMapper mapper, RequestIds ids, Endpoints endpoints) {
        this.mapper = mapper;
        this.ids = ids;
        this.endpoints = endpoints;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseMatrixParameters, FilterOrder.VALIDATION);
        filters.register(this::answerOptions, FilterOrder.VALIDATION);
        filters.register(this::refuseMethodOfPages, FilterOrder.VALIDATION);
        filters.register(this::refuseEncodedBody, FilterOrder.VALIDATION);
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_FAILURE_HANDLERS).failureHandler(this::refuse);
        router.errorHandler(ProblemType.BAD_REQUEST.status(), this::refuse);
    }

    private void refuse(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        if (context.failure() instanceof RejectedExecutionException) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            send(context, ProblemType.TOO_BUSY, "All workers are busy and their queue is full.");
        } else {
            switch (context.statusCode()) {
                case 404 ->
                    send(
                            context,
                            ProblemType.NOT_FOUND,
                            notFound(context.request().uri()));
                case 416 ->
                    send(
                            context,
                            ProblemType.RANGE_NOT_SATISFIABLE,
                            "The range must lie within the file; without a Range header, the whole file is sent.");
                case 400 ->
                    send(
                            context,
                            ProblemType.BAD_REQUEST,
                            hasHost(context.request())
                                    ? "The URL must be a path and a query in percent-encoded UTF-8."
                                    : "The request must have one valid Host header.");
                default -> context.next();
            }
        }
    }

    private static boolean hasHost(HttpServerRequest request) {
        return request.authority() != null || request.version() == HttpVersion.HTTP_1_0;
    }

    /** Ends a request with a problem. */
    public Future<Void> send(RoutingContext context, ProblemType type, String detail) {
        HttpServerRequest request = context.request();
        Problem problem = Problem.of(type, detail, path(request), List.of(), ids.of(request));
        try {
            return request.response()
                    .setStatusCode(type.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String notFound(String path) {
        return "There is nothing at " + ProblemText.shortened(path) + ".";
    }

    static String notAllowed(String method, String path, Endpoint endpoint) {
        return "The method " + ProblemText.shortened(method) + " is not allowed at " + ProblemText.shortened(path)
                + "; the allowed methods are " + endpoint.allow() + ".";
    }

    static String notAcceptable(Endpoint endpoint, @Nullable String accept) {
        return "Accept must include " + String.join(" or ", endpoint.mediaTypes()) + ", or be omitted, but was "
                + ProblemText.shortened(String.valueOf(accept)) + ".";
    }

    /** The path as it was sent, or the whole request target if it has no path. */
    static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null || path.isEmpty() ? request.uri() : path;
    }

    /** JAX-RS would ignore them, and so see a path other than the one that the filters have checked. */
    private void refuseMatrixParameters(RoutingContext context) {
        String path = path(context.request());
        if (path.indexOf(';') >= 0) {
            send(context, ProblemType.NOT_FOUND, notFound(path));
        } else {
            context.next();
        }
    }

    /** JAX-RS would name the methods of other endpoints too. */
    private void answerOptions(RoutingContext context) {
        Endpoint endpoint =
                context.request().method().equals(HttpMethod.OPTIONS) ? endpoints.find(path(context.request())) : null;
        if (endpoint == null) {
            context.next();
        } else {
            context.response()
                    .putHeader(HttpHeaders.ALLOW, endpoint.allow())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
        }
    }

    private void refuseMethodOfPages(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = path(request);
        if (!Endpoints.isPage(path)) {
            context.next();
            return;
        }
        Endpoint page = endpoints.at(path);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (!page.methods().contains(request.method().name())) {
            context.response().putHeader(HttpHeaders.ALLOW, page.allow());
            send(
                    context,
                    ProblemType.METHOD_NOT_ALLOWED,
                    notAllowed(request.method().name(), path, page));
        } else if (path.equals(METRICS) && !acceptsMetrics(accept, page)) {
            // The extension would send the status without a body.
            send(context, ProblemType.NOT_ACCEPTABLE, notAcceptable(page, accept));
        } else {
            context.next();
        }
    }

    private static boolean acceptsMetrics(@Nullable String accept, Endpoint metrics) {
        return accept == null
                || accept.isBlank()
                || accept.contains("*/*")
                || metrics.mediaTypes().stream().anyMatch(accept::contains);
    }

    private void refuseEncodedBody(RoutingContext context) {
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.trim().equalsIgnoreCase(IDENTITY)) {
            context.next();
        } else {
            context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
            send(
                    context,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "The body must not be encoded, but its Content-Encoding was " + ProblemText.shortened(encoding)
                            + ".");
        }
    }
}
