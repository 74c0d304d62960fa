package io.bankfeed.streaming;

import io.bankfeed.http.Negotiation;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The formats in which a subscriber can receive events. */
public enum StreamFormat {
    /** Server-sent events, each with an id. */
    SERVER_SENT_EVENTS("text/event-stream", 14) {
        @Override
        public Buffer preamble() {
            return Buffer.buffer(": bankfeed\nretry: 3000\n\n");
        }

        @Override
        public Buffer heartbeat() {
            return Buffer.buffer(":\n\n");
        }

        @Override
        public String before(Object id) {
            return "id: " + id + "\ndata: ";
        }

        @Override
        public String after() {
            return "\n\n";
        }

        @Override
        public Buffer gap(String json) {
            return Buffer.buffer("event: gap\ndata: " + json + "\n\n");
        }
    },
    /** Newline-delimited JSON: one JSON object per line. */
    NDJSON("application/x-ndjson", 59) {
        @Override
        public Buffer preamble() {
            return Buffer.buffer();
        }

        @Override
        public Buffer heartbeat() {
            return Buffer.buffer("\n");
        }

        @Override
        public String before(Object id) {
            return "";
        }

        @Override
        public String after() {
            return "\n";
        }

        @Override
        public Buffer gap(String json) {
            return Buffer.buffer("{\"gap\":" + json + "}\n");
        }
    };

    private final String mediaType;
    private final long idleNanos;

    /** @param idleSeconds a second less than promised, since streams are checked once a second */
    StreamFormat(String mediaType, int idleSeconds) {
        this.mediaType = mediaType;
        idleNanos = TimeUnit.SECONDS.toNanos(idleSeconds);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Sent before the first event. */
    public abstract Buffer preamble();

    /** Sent when a stream is idle, so that proxies keep the connection open; clients ignore it. */
    public abstract Buffer heartbeat();

    /** How long a stream is silent before a heartbeat is sent, in nanoseconds. */
    public long idleNanos() {
        return idleNanos;
    }

    /** What stands before the data of an event. */
    public abstract String before(Object id);

    /** What stands after the data of an event. */
    public abstract String after();

    /** Tells the client that events are missing. */
    public abstract Buffer gap(String json);

    /**
     * The format that a client prefers.
     *
     * @throws NotAcceptableException if it accepts neither
     */
    public static StreamFormat of(HttpHeaders headers) {
        return Negotiation.preferred(headers, List.of(values()), StreamFormat::mediaType)
                .orElseThrow(NotAcceptableException::new);
    }
}
