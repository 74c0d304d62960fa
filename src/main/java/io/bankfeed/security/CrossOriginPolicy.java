package io.bankfeed.security;

import io.bankfeed.http.FilterOrder;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages of every origin may read; only pages of the configured origins, and the service's own, may change something.
 * Other requests are refused, because hiding the response from the page would not prevent the change. Browsers always
 * send an origin; a client that sends none is not a page.
 */
@Singleton
public class CrossOriginPolicy {

    private static final String SECONDS_PER_DAY = "86400";
    private static final String ALL_METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";
    private static final String READING_METHODS = "GET, HEAD, OPTIONS";
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@*\\s\\p{Lu}]+");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Set<String> origins;
    private final Problems problems;

    CrossOriginPolicy(CrossOriginConfig config, Problems problems) {
        List<String> configured = config.origins().orElse(List.of());
        configured.forEach(CrossOriginPolicy::check);
        origins = Set.copyOf(configured);
        this.problems = problems;
    }

    /** Rejects an origin that no browser sends, since it would never match. */
    private static void check(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new ConfigurationException(
                    "bankfeed.cors.origins must be origins as browsers send them, such as https://console.example.com:"
                            + " in lower case, without a path or a trailing slash; but one was \"" + origin + "\"");
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::apply, FilterOrder.CROSS_ORIGIN);
    }

    private void apply(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOwn(origin, request)) {
            context.next();
            return;
        }
        String requestedMethod = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        boolean preflight = request.method().equals(HttpMethod.OPTIONS) && requestedMethod != null;
        String method = preflight ? requestedMethod : request.method().name();
        boolean reads = READING.contains(method);
        if (!reads && !origins.contains(origin)) {
            problems.send(context, ProblemType.FOREIGN_ORIGIN, refusal(origin, method, request.authority()));
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, reads ? "*" : origin);
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "*");
        if (preflight) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, reads ? READING_METHODS : ALL_METHODS)
                    .putHeader(
                            HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                            "Accept, Authorization, Cache-Control, Content-Type, Last-Event-ID, X-API-Key,"
                                    + " X-Request-Id")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS_PER_DAY)
                    .setStatusCode(204)
                    .end();
        } else {
            context.next();
        }
    }

    /** Names the host, which a reverse proxy may have changed. */
    private static String refusal(String origin, String method, @Nullable HostAndPort host) {
        String own = host == null ? "" : "of the request's Host, " + ProblemText.shortened(host.toString()) + ", and ";
        return "Pages of " + ProblemText.shortened(origin) + " may read but not " + ProblemText.shortened(method)
                + "; those " + own + "of bankfeed.cors.origins may.";
    }

    /** Whether a page of the service itself sent the request: its origin has the host of the request. */
    private static boolean isOwn(String origin, HttpServerRequest request) {
        HostAndPort host = request.authority();
        int scheme = origin.indexOf("://");
        return host != null && scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host.toString());
    }
}
