package io.bankfeed.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads answers of HTTP/1.1 from a connection as their bytes come, in whatever portions. The body is told to a listener
 * and not kept. Not thread-safe.
 */
final class ResponseReader {

    private static final int MAX_LINE_BYTES = 64 * 1024;

    /** Takes a portion of the body. */
    interface Body {

        Body IGNORED = (bytes, length) -> {};

        /** @param bytes those from its position on, so many; the position is moved by the caller */
        void take(ByteBuffer bytes, int length);
    }

    private enum State {
        STATUS,
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private final Body body;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int lineLength;
    private State state = State.STATUS;
    private int status;
    private boolean chunked;
    private long remaining;
    private long bodyBytes;

    ResponseReader(Body body) {
        this.body = body;
    }

    /**
     * Reads until an answer is complete or there is nothing more.
     *
     * @return whether an answer is complete; what follows is then left in the buffer
     */
    boolean read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (state == State.BODY || state == State.CHUNK) {
                int length = (int) Math.min(remaining, bytes.remaining());
                body.take(bytes, length);
                bytes.position(bytes.position() + length);
                bodyBytes += length;
                remaining -= length;
                if (remaining == 0 && state == State.BODY) {
                    state = State.STATUS;
                    return true;
                }
                if (remaining == 0) {
                    state = State.CHUNK_END;
                }
            } else if (readLine(bytes) && takeLine()) {
                state = State.STATUS;
                return true;
            }
        }
        return false;
    }

    /** Of the answer that was read last. */
    int status() {
        return status;
    }

    /** All bytes of bodies since the beginning, without what frames chunks. */
    long bodyBytes() {
        return bodyBytes;
    }

    private boolean readLine(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                return true;
            }
            if (lineLength == line.length) {
                throw new IllegalStateException("A line of the answer's head is longer than " + line.length + " bytes");
            }
            line[lineLength++] = next;
        }
        return false;
    }

    /** @return whether the answer is complete with this line */
    private boolean takeLine() {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        lineLength = 0;
        switch (state) {
            case STATUS -> {
                status = Integer.parseInt(text(0, length).split(" ")[1]);
                chunked = false;
                remaining = 0;
                state = State.HEADER;
            }
            case HEADER -> {
                if (length == 0) {
                    state = chunked ? State.CHUNK_SIZE : State.BODY;
                    return !chunked && remaining == 0;
                }
                // Few headers begin so: the others need not be read.
                if ((line[0] | 0x20) == 'c' && startsWith("content-length:", length)) {
                    remaining = Long.parseLong(text(15, length).trim());
                } else if ((line[0] | 0x20) == 't' && startsWith("transfer-encoding:", length)) {
                    chunked = true;
                }
            }
            case CHUNK_SIZE -> {
                remaining = Long.parseLong(text(0, length), 16);
                state = remaining == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> {
                return length == 0;
            }
            default -> throw new IllegalStateException("A line in " + state);
        }
        return false;
    }

    private boolean startsWith(String name, int length) {
        return length >= name.length() && text(0, name.length()).equalsIgnoreCase(name);
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
