package io.bankfeed.operations;

import io.bankfeed.http.RelativeRedirect;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Redirects {@code /console}, {@code /docs} and {@code /redoc} to the static files of the console, Swagger UI and Redoc. */
@Singleton
final class DocumentationPages {

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
                            RelativeRedirect.send(context.response(), page + "/");
                        }
                    });
        }
    }
}
