package io.bankfeed.http;

import java.util.Map;

/** The largest body that each path takes. */
public final class BodyLimit {

    /** What no path takes more than. */
    public static final int LARGEST_BYTES = 256 * 1024;

    private static final int MAX_BYTES = 64 * 1024;

    /** Where lists of ids are taken. */
    private static final Map<String, Integer> OTHERS = Map.of("/labels/query", LARGEST_BYTES);

    private BodyLimit() {}

    /** Bytes that a body at a path may have. */
    public static int at(String path) {
        return OTHERS.getOrDefault(Paths.withoutSlash(path), MAX_BYTES);
    }

    /**
     * A body that was read already. Resources take it whole: one that read it as it comes would keep a thread waiting for
     * each client that is slow to send it, and Quarkus never ends a request whose client goes away meanwhile.
     *
     * @throws ProblemException if it is larger than its path takes
     */
    public static byte[] checked(byte[] body, String path) {
        if (body.length > at(path)) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, refusal(path, "larger"));
        }
        return body;
    }

    static String refusal(String path, String received) {
        return "The body must be at most " + at(path) + " bytes, but was " + received + ".";
    }
}
