package io.bankfeed.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Problems that are answered before a request reaches JAX-RS. Thread-safe. */
@Singleton
public class Problems {

    private static final int BEFORE_ALL_ROUTES = 200;
    private static final int BEFORE_ALL_FAILURE_HANDLERS = Integer.MIN_VALUE;

    private static final String IDENTITY = "identity";
    private static final String HOST = "The request must have one valid Host header.";
    static final String URL = "The URL must be a path and a query in percent-encoded UTF-8.";

    private final ObjectMapper mapper;
    private final RequestIds ids;

    Problems(ObjectMapper mapper, RequestIds ids) {
        this.mapper = mapper;
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseMatrixParameters, BEFORE_ALL_ROUTES);
        filters.register(this::refuseMethodOfPages, BEFORE_ALL_ROUTES);
        filters.register(this::refuseLargeBody, BEFORE_ALL_ROUTES);
        filters.register(this::refuseEncodedBody, BEFORE_ALL_ROUTES);
    }

    /** What is refused before any resource sees it, or since none takes it. */
    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_FAILURE_HANDLERS).failureHandler(this::refuse);
        router.errorHandler(ProblemType.BAD_REQUEST.status(), this::refuse);
    }

    private void refuse(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
        } else if (context.failure() instanceof RejectedExecutionException) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            send(context, ProblemType.TOO_BUSY, "All workers are busy, and as many requests wait as may wait.");
        } else {
            switch (context.statusCode()) {
                case 404 ->
                    send(
                            context,
                            ProblemType.NOT_FOUND,
                            "There is nothing at "
                                    + ProblemText.shortened(context.request().uri()) + ".");
                case 416 ->
                    send(
                            context,
                            ProblemType.RANGE_NOT_SATISFIABLE,
                            "The range must be of bytes that the file has; without a Range header all of it is sent.");
                case 400 -> send(context, ProblemType.BAD_REQUEST, isOfAHost(context.request()) ? URL : HOST);
                default -> context.next();
            }
        }
    }

    private static boolean isOfAHost(HttpServerRequest request) {
        return request.authority() != null || request.version() == HttpVersion.HTTP_1_0;
    }

    /** Ends a request with a problem. */
    public void send(RoutingContext context, ProblemType type, String detail) {
        send(context.request(), type, detail, path(context.request()));
    }

    /** Ends a request with a problem, and its connection once the rest of the body has come, for which nobody waits. */
    public void sendAndClose(RoutingContext context, ProblemType type, String detail) {
        HttpServerRequest request = context.request();
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        send(request, type, detail, path(request))
                .compose(sent -> request.end())
                .onComplete(received -> request.connection().close());
    }

    /**
     * What to write to the connection of an HTTP/1 request whose body does not come. Its response is left alone, since a
     * worker that waits for the body would find it written and take that for a failure of the service.
     */
    public byte[] answerOfTimeout(HttpServerRequest request, String detail) {
        ProblemType type = ProblemType.REQUEST_TIMEOUT;
        try {
            String id = ids.of(request);
            String body = mapper.writeValueAsString(Problem.of(type, detail, path(request), List.of(), id));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + type.status() + " " + type.title() + "\r\n"
                    + "Content-Type: " + Problem.MEDIA_TYPE + "\r\n"
                    + "Content-Length: " + bytes.length + "\r\n"
                    + RequestIds.HEADER + ": " + id + "\r\n"
                    + "Cache-Control: no-store\r\nConnection: close\r\n\r\n";
            return (head + body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a request with a problem that no router has seen. */
    Future<Void> send(HttpServerRequest request, ProblemType type, String detail, String instance) {
        Problem problem = Problem.of(type, detail, instance, List.of(), ids.of(request));
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

    /** As it was sent: one that cannot be decoded is a path too. */
    private static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null || path.isEmpty() ? request.uri() : path;
    }

    /** JAX-RS would leave them out, and so take a path for another than all who look at it before. */
    private void refuseMatrixParameters(RoutingContext context) {
        String path = path(context.request());
        if (path.indexOf(';') >= 0) {
            send(context, ProblemType.NOT_FOUND, "There is nothing at " + ProblemText.shortened(path) + ".");
        } else {
            context.next();
        }
    }

    private void refuseMethodOfPages(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = path(context.request());
        if (AllowedMethods.isRefusedByPages(method, path)) {
            context.response().putHeader(HttpHeaders.ALLOW, AllowedMethods.at(path));
            send(context, ProblemType.METHOD_NOT_ALLOWED, AllowedMethods.refusal(method.name(), path));
        } else if (path.equals("/q/metrics")
                && !isMetricsTaken(context.request().getHeader(HttpHeaders.ACCEPT))) {
            // The extension that serves them would say so in the status line alone.
            send(
                    context,
                    ProblemType.NOT_ACCEPTABLE,
                    AnswerTypes.refusal(path, context.request().getHeader(HttpHeaders.ACCEPT)));
        } else {
            context.next();
        }
    }

    private static boolean isMetricsTaken(@Nullable String accept) {
        return accept == null
                || accept.isBlank()
                || accept.contains("*/*")
                || AnswerTypes.at("/q/metrics").stream().anyMatch(accept::contains);
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
                    "The body must be sent as it is, but its Content-Encoding was " + ProblemText.shortened(encoding)
                            + ".");
        }
    }

    /** A body that says that it is too large is refused before it is sent; one that does not say it, as it is read. */
    private void refuseLargeBody(RoutingContext context) {
        String path = path(context.request());
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null
                && length.matches("[0-9]+")
                && (length.length() > 9 || Long.parseLong(length) > BodyLimit.at(path))) {
            sendAndClose(context, ProblemType.BODY_TOO_LARGE, BodyLimit.refusal(path, length));
        } else {
            context.next();
        }
    }
}
