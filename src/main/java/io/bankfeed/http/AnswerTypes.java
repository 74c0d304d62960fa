package io.bankfeed.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The media types of what is answered at each path, for those who accept none of them. */
final class AnswerTypes {

    private static final List<String> METRICS = List.of("text/plain", "application/openmetrics-text");
    private static final List<String> STREAM = List.of("text/event-stream", "application/x-ndjson");
    private static final List<String> JSON = List.of("application/json");

    private AnswerTypes() {}

    /** Those at a path, the one of choice first. */
    static List<String> at(String path) {
        String plain = Paths.withoutSlash(path);
        if (plain.equals("/q/metrics")) {
            return METRICS;
        }
        return Paths.isStream(plain) ? STREAM : JSON;
    }

    /** What is said to a client that accepts none of them. */
    static String refusal(String path, @Nullable String accept) {
        return "Accept must take " + String.join(" or ", at(path)) + ", or be left out, but was "
                + ProblemText.shortened(String.valueOf(accept)) + ".";
    }
}
