package io.bankfeed.operations;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Redirects {@code /console}, {@code /docs} and {@code /redoc} to the static files of the console, Swagger UI and Redoc.
 * The redirects are relative, like the references of the pages, because a reverse proxy may serve the pages under a
 * prefix.
 */
@Singleton
final class DocumentationPages {

    private static final int FOUND = 302;

    void serve(@Observes Router router) {
        for (String page : List.of("console", "docs", "redoc")) {
            router.route("/" + page)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(context -> {
                        // The route also matches the directory.
                        if (context.normalizedPath().endsWith("/")) {
                            context.next();
                        } else {
                            context.response()
                                    .setStatusCode(FOUND)
                                    .putHeader(HttpHeaders.LOCATION, page + "/")
                                    .end();
                        }
                    });
        }
    }
}
