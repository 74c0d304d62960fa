package io.bankfeed.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is allowed at each path, which JAX-RS here does not say of a method that it refuses. */
final class AllowedMethods {

    private static final String READING = "GET, HEAD, OPTIONS";

    private static final Set<String> READING_METHODS = Set.of(READING.split(", "));

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

    /** Where extensions of the framework answer, which take any method for GET. */
    private static final List<String> PAGES = List.of("/docs", "/openapi", "/openapi.json", "/q", "/redoc");

    private AllowedMethods() {}

    /** Whether a method other than those for reading is sent to a page. */
    static boolean isRefusedByPages(HttpMethod method, String path) {
        return !READING_METHODS.contains(method.name())
                && PAGES.stream()
                        .anyMatch(page -> path.startsWith(page)
                                && (path.length() == page.length() || path.charAt(page.length()) == '/'));
    }

    static String refusal(String method, String path) {
        return "The method " + ProblemText.shortened(method) + " is not allowed at " + ProblemText.shortened(path)
                + "; allowed are " + at(path) + ".";
    }

    static String at(String path) {
        return OTHERS.getOrDefault(Paths.withoutSlash(path), READING);
    }
}
