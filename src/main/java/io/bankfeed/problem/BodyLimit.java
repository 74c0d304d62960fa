package io.bankfeed.problem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The largest body that each path takes. */
public final class BodyLimit {

    private static final int MOST_BYTES = 64 * 1024;

    /** Where lists of ids are taken. */
    private static final Map<String, Integer> OTHERS = Map.of("/labels/query", 256 * 1024);

    private BodyLimit() {}

    /** Bytes that a body at a path may have. */
    static int at(String path) {
        return OTHERS.getOrDefault(AllowedMethods.withoutSlash(path), MOST_BYTES);
    }

    /**
     * Reads a body to its end.
     *
     * @throws ProblemException if it is larger than its path takes, or does not come
     */
    public static byte[] read(InputStream body, String path) {
        byte[] read;
        try {
            read = body.readNBytes(at(path) + 1);
        } catch (IOException e) {
            // The client went away or stalled: nobody may read this, and it is no failure of the service.
            throw new ProblemException(ProblemType.INVALID_BODY, "The body could not be read to its end.");
        }
        return checked(read, path);
    }

    /**
     * A body that was read already.
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
