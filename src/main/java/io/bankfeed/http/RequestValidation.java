package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks requests against the table of endpoints, where JAX-RS and Quarkus extensions would each follow rules of their
 * own. Thread-safe.
 */
@Singleton
final class RequestValidation {

    private static final String IDENTITY = "identity";
    private static final List<String> ANYTHING = List.of("*/*");

    private final Problems problems;
    private final Endpoints endpoints;

    RequestValidation(Problems problems, Endpoints endpoints) {
        this.problems = problems;
        this.endpoints = endpoints;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseMatrixParameters, FilterOrder.VALIDATION);
        filters.register(this::checkEndpoint, FilterOrder.VALIDATION);
        filters.register(this::refuseEncodedBody, FilterOrder.VALIDATION);
    }

    /** JAX-RS would ignore them, and so see a path other than the one that the filters have checked. */
    private void refuseMatrixParameters(RoutingContext context) {
        if (Problems.path(context.request()).indexOf(';') >= 0) {
            problems.sendNotFound(context);
        } else {
            context.next();
        }
    }

    private void checkEndpoint(RoutingContext context) {
        String path = context.normalizedPath();
        boolean isPage = Endpoints.isPage(path);
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.OPTIONS)) {
            answerOptions(context, isPage ? endpoints.at(path) : endpoints.find(path));
            return;
        }
        List<String> accept = context.request().headers().getAll(HttpHeaders.ACCEPT);
        if (!isPage && (accept.isEmpty() || accept.equals(ANYTHING))) {
            // Most requests; JAX-RS chooses the default.
            context.next();
            return;
        }
        Endpoint endpoint = isPage ? endpoints.at(path) : endpoints.find(path);
        if (endpoint == null) {
            context.next();
        } else if (endpoint.methods().contains(method.name())) {
            negotiate(context, endpoint, accept, isPage);
        } else if (isPage) {
            // Extensions handle every method like GET.
            context.response().putHeader(HttpHeaders.ALLOW, endpoint.allow());
            problems.send(
                    context,
                    ProblemType.METHOD_NOT_ALLOWED,
                    Problems.notAllowed(method.name(), Problems.path(context.request()), endpoint));
        } else {
            context.next();
        }
    }

    /** JAX-RS would name the methods of other endpoints too. */
    private void answerOptions(RoutingContext context, @Nullable Endpoint endpoint) {
        if (endpoint == null) {
            problems.sendNotFound(context);
        } else {
            context.response()
                    .putHeader(HttpHeaders.ALLOW, endpoint.allow())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
        }
    }

    /** Replaces {@code Accept} with its outcome: JAX-RS ignores {@code q=0}, and the metrics have another default. */
    private void negotiate(RoutingContext context, Endpoint endpoint, List<String> accept, boolean isPage) {
        if (endpoint.mediaTypes().equals(ANYTHING) && !Negotiation.acceptsNothing(accept)) {
            context.next();
            return;
        }
        Optional<String> mediaType = Negotiation.preferred(accept, endpoint.mediaTypes(), Function.identity());
        if (mediaType.isPresent()) {
            context.request().headers().set(HttpHeaders.ACCEPT, mediaType.get());
            context.next();
        } else if (!isPage && endpoint.mediaTypes().size() > 1) {
            // It refuses the request itself, unless a query parameter selects the format.
            context.next();
        } else {
            problems.send(
                    context, ProblemType.NOT_ACCEPTABLE, Problems.notAcceptable(endpoint, String.join(", ", accept)));
        }
    }

    private void refuseEncodedBody(RoutingContext context) {
        MultiMap headers = context.request().headers();
        String encoding = String.join(", ", headers.getAll(HttpHeaders.CONTENT_ENCODING));
        if (encoding.isBlank() || encoding.trim().equalsIgnoreCase(IDENTITY)) {
            context.next();
        } else {
            context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
            problems.send(
                    context,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "The body must not be encoded, but its Content-Encoding was " + ProblemText.shortened(encoding)
                            + ".");
        }
    }
}
