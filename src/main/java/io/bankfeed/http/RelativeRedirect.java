package io.bankfeed.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Redirects to pages by relative paths, because a reverse proxy may serve the service under a prefix. */
public final class RelativeRedirect {

    private static final int FOUND = 302;

    private RelativeRedirect() {}

    /**
     * Answers with a redirect.
     *
     * @param path relative to the path of the request
     */
    public static void send(HttpServerResponse response, String path) {
        response.setStatusCode(FOUND).putHeader(HttpHeaders.LOCATION, path).end();
    }
}
