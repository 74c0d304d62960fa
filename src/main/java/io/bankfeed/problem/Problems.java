package io.bankfeed.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;

/** Problems that are answered before a request reaches JAX-RS. Thread-safe. */
@Singleton
public class Problems {

    private static final int BEFORE_ALL_ROUTES = 200;
    private static final int BEFORE_ALL_FAILURE_HANDLERS = Integer.MIN_VALUE;

    private final ObjectMapper mapper;

    Problems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseLargeBody, BEFORE_ALL_ROUTES);
    }

    /** What the router refuses before any route sees it, such as a request without a valid Host header. */
    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_FAILURE_HANDLERS).failureHandler(context -> {
            if (context.statusCode() == ProblemType.BAD_REQUEST.status()) {
                send(context, ProblemType.BAD_REQUEST, "The request must have one valid Host header.");
            } else {
                context.next();
            }
        });
    }

    /** Ends a request with a problem. */
    public void send(RoutingContext context, ProblemType type, String detail) {
        Problem problem = Problem.of(type, detail, context.normalizedPath(), List.of());
        try {
            context.response()
                    .setStatusCode(type.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body that says that it is too large is refused before it is sent; one that does not say it, as it is read. */
    private void refuseLargeBody(RoutingContext context) {
        String path = context.normalizedPath();
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null
                && length.matches("[0-9]+")
                && (length.length() > 9 || Long.parseLong(length) > BodyLimit.at(path))) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            send(context, ProblemType.BODY_TOO_LARGE, BodyLimit.refusal(path, length));
        } else {
            context.next();
        }
    }
}
