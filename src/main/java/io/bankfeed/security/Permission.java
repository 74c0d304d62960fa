package io.bankfeed.security;

import java.util.Set;

/** What a request needs: an open door, or a role. What is not named as open is not. */
enum Permission {
    OPEN,
    READ,
    OPERATE;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** These change nothing of the feed: they are sent as POST for what is in their bodies, or is not to be repeated. */
    private static final Set<String> READING_BY_POST = Set.of("/labels/query", "/stream/tickets");

    private static final String HEALTH = "/q/health";
    private static final String METRICS = "/q/metrics";
    private static final Set<String> DOCUMENTATION = Set.of("/docs", "/redoc", "/openapi.json");

    /**
     * Of a request.
     *
     * @param path with its dot segments resolved
     */
    static Permission of(String method, String path, SecurityConfig config) {
        if (!READING.contains(method)) {
            return READING_BY_POST.contains(path) && method.equals("POST") ? READ : OPERATE;
        }
        if (isWithin(HEALTH, path)
                || (config.openMetrics() && isWithin(METRICS, path))
                || (config.openDocumentation() && DOCUMENTATION.stream().anyMatch(page -> isWithin(page, path)))) {
            return OPEN;
        }
        return READ;
    }

    private static boolean isWithin(String directory, String path) {
        return path.equals(directory) || path.startsWith(directory + "/");
    }
}
