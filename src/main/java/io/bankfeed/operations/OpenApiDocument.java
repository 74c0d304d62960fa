package io.bankfeed.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bankfeed.http.Endpoints;
import io.bankfeed.security.Authenticator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Serves the OpenAPI document of the build, without its security requirements if the service accepts anyone. A worker
 * prepares the document for the first request. Thread-safe.
 */
@Singleton
final class OpenApiDocument {

    /** Before the route of Quarkus, whose document cannot depend on the configuration without a cost at start-up. */
    private static final int BEFORE_EXTENSIONS = -1;

    private final Endpoints endpoints;
    private final Authenticator authenticator;
    private volatile byte @Nullable [] json;

    OpenApiDocument(Endpoints endpoints, Authenticator authenticator) {
        this.endpoints = endpoints;
        this.authenticator = authenticator;
    }

    void serve(@Observes Router router) {
        // Quarkus has no document for these.
        router.routeWithRegex("/openapi\\.json\\..+").order(BEFORE_EXTENSIONS).handler(context -> context.fail(404));
        router.route("/openapi.json")
                .order(BEFORE_EXTENSIONS)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        byte[] known = json;
        if (known == null) {
            context.vertx()
                    .executeBlocking(this::prepared)
                    .onSuccess(document -> send(context, document))
                    .onFailure(context::fail);
        } else {
            send(context, known);
        }
    }

    private static void send(RoutingContext context, byte[] document) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Buffer.buffer(document));
    }

    private byte[] prepared() {
        ObjectNode document = endpoints.document();
        if (!authenticator.isOn()) {
            document.remove("security");
            document.withObject("/components").remove("securitySchemes");
        }
        byte[] prepared = document.toPrettyString().getBytes(StandardCharsets.UTF_8);
        json = prepared;
        return prepared;
    }
}
