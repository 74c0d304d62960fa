package io.bankfeed.limits;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a request in units of about 30 µs of CPU time, as measured in docs/performance.md: one unit for every
 * request, and one more for each 50 transactions of a batch (0.5 µs each), 50 labels, 30 scores, or 20 transactions of a
 * dataset (0.5 µs each, 0.8 with a digest, and 2 if it is compressed).
 */
final class Cost {

    private static final int BATCH_PER_UNIT = 50;
    private static final int LABELS_PER_UNIT = 50;
    private static final int SCORES_PER_UNIT = 30;
    private static final int DATASET_PER_UNIT = 20;

    /** A slice also draws the transactions of the 310 s before it, each at half the cost of one that is sent. */
    private static final double SLICE_SECONDS = 310;

    private static final long MAX_IN_BATCH = 1000;
    private static final long MAX_LABELS = 10_000;
    private static final long DEFAULT_DATASET = 1000;

    /** The size of an id in a query, with quotes and a comma. */
    private static final int BYTES_PER_ID = 15;

    private static final long MAX_QUERY_BYTES = 256 * 1024;

    /** The size of a score, with its id and the names of both. */
    private static final int BYTES_PER_SCORE = 50;

    private static final long MAX_SCORES = 10_000;

    /** An estimate: up to 6 ms for each of 16 detectors with ten types of scenarios. */
    private static final long SCOREBOARD = 200;

    private static final String LABELS = "/labels";
    private static final String TRANSACTIONS = "/transactions/";
    private static final String ID_PREFIX = "TXN_";

    private Cost() {}

    /**
     * The cost of a request. Invalid parameters count as 0, since only a problem is sent.
     *
     * @param path the path without its trailing slash
     * @param contentLength the header, or null if it is absent
     * @return 0 if the request is free
     */
    static long of(String method, String path, MultiMap query, @Nullable String contentLength) {
        if (method.equals("OPTIONS") || path.equals("/q") || path.startsWith("/q/")) {
            return 0;
        }
        // HEAD on /labels looks all of them up.
        if (method.equals("GET") || (method.equals("HEAD") && path.equals(LABELS))) {
            if (path.startsWith(TRANSACTIONS)) {
                long count = number(path.substring(TRANSACTIONS.length()), 0);
                return 1 + units(Math.min(count, MAX_IN_BATCH), BATCH_PER_UNIT);
            }
            if (path.equals("/datasets")) {
                return 1 + units(transactions(query), DATASET_PER_UNIT);
            }
            if (path.equals("/scoreboard")) {
                return SCOREBOARD;
            }
            if (path.equals(LABELS)) {
                long labels = id(query.get("to")) - id(query.get("from")) + 1;
                return 1 + units(Math.max(0, Math.min(labels, MAX_LABELS)), LABELS_PER_UNIT);
            }
        } else if (method.equals("POST") && path.equals("/scores")) {
            long scores = number(contentLength, MAX_SCORES * BYTES_PER_SCORE) / BYTES_PER_SCORE;
            return 1 + units(Math.min(scores, MAX_SCORES), SCORES_PER_UNIT);
        } else if (method.equals("POST") && path.equals("/labels/query")) {
            long bytes = Math.min(number(contentLength, MAX_QUERY_BYTES), MAX_QUERY_BYTES);
            return 1 + units(bytes / BYTES_PER_ID, LABELS_PER_UNIT);
        }
        return 1;
    }

    private static long transactions(MultiMap query) {
        long count = number(query.get("count"), DEFAULT_DATASET);
        boolean isSlice = number(query.get("offset"), 0) > 0;
        return isSlice ? count + (long) (SLICE_SECONDS * rate(query.get("rate")) / 2) : count;
    }

    private static double rate(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            return Math.max(0, Math.min(Double.parseDouble(text), 1_000_000));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static long units(long items, int perUnit) {
        return (items + perUnit - 1) / perUnit;
    }

    private static long id(@Nullable String text) {
        return text != null && text.startsWith(ID_PREFIX) ? number(text.substring(ID_PREFIX.length()), 0) : 0;
    }

    /** Avoids exceptions, since invalid numbers must be cheap. */
    private static long number(@Nullable String text, long defaultValue) {
        if (text == null) {
            return defaultValue;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            // More than any endpoint accepts, and too small to overflow.
            number = Math.min(number * 10 + digit - '0', 1_000_000_000_000_000L);
        }
        return number;
    }
}
