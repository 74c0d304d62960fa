package io.bankfeed.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The paths of requests, as whoever looks at a request before its resource compares them. */
public final class Paths {

    private static final Set<String> STREAMS = Set.of("/stream", "/labels/stream");

    private Paths() {}

    /** Of a request: with its dot segments resolved, and without the slash that may end it. */
    public static String of(RoutingContext context) {
        return withoutSlash(context.normalizedPath());
    }

    /** A path as it is without the slash that may end it. */
    public static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Whether the answer is a stream that goes on.
     *
     * @param path without the slash that may end it
     */
    public static boolean isStream(String path) {
        return STREAMS.contains(path);
    }
}
