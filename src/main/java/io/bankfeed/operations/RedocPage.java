package io.bankfeed.operations;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Serves the Redoc page, a static file in its own directory, at both {@code /redoc} and {@code /redoc/}. */
@Singleton
final class RedocPage {

    void serve(@Observes Router router) {
        router.route("/redoc")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.reroute("/redoc/index.html"));
    }
}
