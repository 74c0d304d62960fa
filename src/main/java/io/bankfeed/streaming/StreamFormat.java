package io.bankfeed.streaming;

import io.bankfeed.http.Negotiation;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a subscriber gets events. */
public enum StreamFormat {
    /** Each with its id. */
    SERVER_SENT_EVENTS("text/event-stream") {
        @Override
        public Buffer beginning() {
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
    /** One JSON object a line, as newline-delimited JSON. */
    NDJSON("application/x-ndjson") {
        @Override
        public Buffer beginning() {
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

    /** What goes out before the first event. */
    public abstract Buffer beginning();

    /**
     * What goes out when there is nothing to say, so that nobody between takes the connection for dead; null where the
     * format has nothing that a reader ignores.
     */
    abstract @Nullable Buffer heartbeat();

    /** Says that events are missing. */
    public abstract Buffer gap(String json);

    /** The format that a client prefers; server-sent events if it prefers neither. */
    public static StreamFormat of(HttpHeaders headers) {
        return Negotiation.preferred(headers, List.of(values()), StreamFormat::mediaType)
                .orElse(SERVER_SENT_EVENTS);
    }
}
