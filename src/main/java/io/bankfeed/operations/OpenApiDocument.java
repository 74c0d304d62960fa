package io.bankfeed.operations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bankfeed.http.Endpoints;
import io.bankfeed.security.Authenticator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Serves the OpenAPI document of the build, without its security requirements if the service accepts anyone. The document
 * is prepared for the first request. Thread-safe.
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
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                        .end(Buffer.buffer(json())));
    }

    private byte[] json() {
        byte[] known = json;
        if (known == null) {
            ObjectNode document = endpoints.document();
            if (!authenticator.isOn()) {
                document.remove("security");
                document.withObject("/components").remove("securitySchemes");
            }
            known = document.toPrettyString().getBytes(StandardCharsets.UTF_8);
            json = known;
        }
        return known;
    }
}
