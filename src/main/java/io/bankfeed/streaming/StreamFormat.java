package io.bankfeed.streaming;

import io.bankfeed.http.Negotiation;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.HttpHeaders;
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

    /** The format that a client prefers; server-sent events if it prefers neither. */
    public static StreamFormat of(HttpHeaders headers) {
        return Negotiation.preferred(headers, List.of(values()), StreamFormat::mediaType)
                .orElse(SERVER_SENT_EVENTS);
    }
}
