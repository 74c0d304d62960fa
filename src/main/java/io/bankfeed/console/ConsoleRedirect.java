package io.bankfeed.console;

import io.bankfeed.http.FilterOrder;
import io.bankfeed.http.Negotiation;
import io.bankfeed.http.RelativeRedirect;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/**
 * Redirects browsers from {@code /} to the console: clients that prefer HTML to JSON. It does so before authentication,
 * since a browser that follows a link has no key. Thread-safe.
 */
@Singleton
final class ConsoleRedirect {

    private static final String HTML = "text/html";

    /** The default first. */
    private static final List<String> OFFERED = List.of("application/json", HTML);

    void register(@Observes Filters filters) {
        filters.register(this::redirect, FilterOrder.BROWSERS);
    }

    private void redirect(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!"/".equals(request.path())
                || !(request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (prefersHtml(request.headers().getAll(HttpHeaders.ACCEPT))) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            RelativeRedirect.send(context.response(), "console/");
        } else {
            context.next();
        }
    }

    private static boolean prefersHtml(List<String> accept) {
        return Negotiation.preferred(accept, OFFERED, Function.identity())
                .filter(HTML::equals)
                .isPresent();
    }
}
