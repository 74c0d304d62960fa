package io.bankfeed.problem;

import java.util.Map;

/** What is allowed at each path, which JAX-RS here does not say of a method that it refuses. */
final class AllowedMethods {

    private static final String READING = "GET, HEAD, OPTIONS";

    private static final String DOING = "OPTIONS, POST";

    private static final Map<String, String> OTHERS = Map.of(
            "/config",
            "GET, HEAD, OPTIONS, PATCH, POST",
            "/labels/query",
            DOING,
            "/start",
            DOING,
            "/stop",
            DOING,
            "/stream/tickets",
            DOING);

    private AllowedMethods() {}

    static String at(String path) {
        return OTHERS.getOrDefault(withoutSlash(path), READING);
    }

    /** A path as it is without the slash that may end it. */
    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
