package io.bankfeed.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends problems for requests that fail before they reach a resource, or that no resource handles. Thread-safe. */
@Singleton
public class Problems {

    private static final int BEFORE_ALL_FAILURE_HANDLERS = Integer.MIN_VALUE;
    private static final String ALL_METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST";

    private final ObjectMapper mapper;
    private final RequestIds ids;
    private final Endpoints endpoints;

    Problems(ObjectMapper mapper, RequestIds ids, Endpoints endpoints) {
        this.mapper = mapper;
        this.ids = ids;
        this.endpoints = endpoints;
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
                case 404 -> answerUnrouted(context);
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

    /** The router gives all targets that are not paths the status 404. */
    private void answerUnrouted(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().uri().equals("*")) {
            // No filter has seen it.
            ids.repeat(context.request());
            context.response().putHeader(HttpHeaders.ALLOW, ALL_METHODS).end();
        } else {
            sendNotFound(context);
        }
    }

    private static boolean hasHost(HttpServerRequest request) {
        return request.authority() != null || request.version() == HttpVersion.HTTP_1_0;
    }

    /** Ends a request with a problem. */
    public Future<Void> send(RoutingContext context, ProblemType type, String detail) {
        return context.response().end(prepare(context, type, detail));
    }

    /** Sends a problem and closes the connection. The request is not ended: its end would begin the next one. */
    void sendAndClose(RoutingContext context, ProblemType type, String detail) {
        Buffer problem = prepare(context, type, detail);
        context.response()
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(problem.length()))
                .write(problem)
                .onComplete(sent -> context.request().connection().close());
    }

    /** Sets the status and the headers of a problem, and returns the body. */
    private Buffer prepare(RoutingContext context, ProblemType type, String detail) {
        HttpServerRequest request = context.request();
        Problem problem = Problem.of(type, detail, path(request), List.of(), ids.of(request));
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a request for a path that has no endpoint. */
    void sendNotFound(RoutingContext context) {
        send(context, ProblemType.NOT_FOUND, notFound(path(context.request()), endpoints));
    }

    static String notFound(String path, Endpoints endpoints) {
        return "There is nothing at " + ProblemText.shortened(path)
                + endpoints.nearest(path).map("; the nearest path is "::concat).orElse("") + ". See /docs.";
    }

    static String notAllowed(String method, String path, Endpoint endpoint) {
        return "The method " + ProblemText.shortened(method) + " is not allowed at " + ProblemText.shortened(path)
                + "; the allowed methods are " + endpoint.allow() + ".";
    }

    static String notAcceptable(Endpoint endpoint, @Nullable String accept) {
        String types = endpoint.mediaTypes().stream()
                .map(type -> type.replaceFirst(";.*", ""))
                .collect(Collectors.joining(" or "));
        return "Accept must include " + types + ", or be omitted, but was "
                + ProblemText.shortened(String.valueOf(accept)) + ".";
    }

    /** The path as it was sent, or the whole request target if it has no path. */
    static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null || path.isEmpty() ? request.uri() : path;
    }
}
