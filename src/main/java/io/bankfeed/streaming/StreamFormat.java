package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats in which a subscriber can receive events. */
public enum StreamFormat {
    /** Server-sent events, each with an id. */
    SERVER_SENT_EVENTS("text/event-stream") {
        @Override
        public Buffer preamble() {
            return Buffer.buffer(": bankfeed\nretry: 3000\n\n");
        }

        @Override
        @Nullable
        Buffer heartbeat() {
            return Buffer.buffer(":\n\n");
        }

        @Override
        public Buffer gap(String json) {
            return Buffer.buffer("event: gap\ndata: " + json + "\n\n");
        }
    },
    /** Newline-delimited JSON: one JSON object per line. */
    NDJSON("application/x-ndjson") {
        @Override
        public Buffer preamble() {
            return Buffer.buffer();
        }

        @Override
        @Nullable
        Buffer heartbeat() {
            return null;
        }

        @Override
        public Buffer gap(String json) {
            return Buffer.buffer("{\"gap\":" + json + "}\n");
        }
    };

    private final String mediaType;

    StreamFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Sent before the first event. */
    public abstract Buffer preamble();

    /**
     * Sent when a stream is idle, so that proxies keep the connection open; null if the format has nothing that readers
     * ignore.
     */
    abstract @Nullable Buffer heartbeat();

    /** Tells the client that events are missing. */
    public abstract Buffer gap(String json);

    /** Chooses the format that the client prefers, and server-sent events if it has no preference. */
    public static StreamFormat of(HttpHeaders headers) {
        for (MediaType accepted : accepted(headers)) {
            for (StreamFormat format : List.of(values())) {
                if (accepted.isCompatible(MediaType.valueOf(format.mediaType)) && !isRefused(accepted)) {
                    return format;
                }
            }
        }
        return SERVER_SENT_EVENTS;
    }

    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            // The header is empty. Whether it is acceptable at all was decided earlier.
            return List.of();
        }
    }

    /** A quality of zero means "not acceptable". */
    private static boolean isRefused(MediaType accepted) {
        String quality = accepted.getParameters().get("q");
        return quality != null && quality.matches("0(\\.0*)?");
    }
}
