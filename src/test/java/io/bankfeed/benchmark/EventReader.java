package io.bankfeed.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Reads a response of {@code /stream} as its bytes arrive, in chunks of any size, and counts missing events. It looks
 * only at the beginning of each line. Chunk framing need not be decoded, because the service never ends a chunk within
 * a line. Not thread-safe.
 */
final class EventReader {

    private static final byte[] STATUS = ascii("HTTP/1.1 ");
    private static final byte[] ID = ascii("id: ");
    private static final byte[] TIMESTAMP = ascii("data: {\"timestamp\":\"");
    private static final byte[] GAP = ascii("event: gap");
    private static final byte[] LAST_CHUNK = ascii("0\r");

    private static final int TIMESTAMP_LENGTH = "2026-11-22T17:03:12.123456+07:00".length();

    private final Listener listener;
    private final byte[] beginning = new byte[96];
    private final byte[] id = new byte[96];
    private int column;
    private int status;
    private long sequence;
    private long events;
    private long lost;
    private long duplicated;
    private long gaps;
    private long broken;
    private int idLength;
    private byte last;
    private boolean ended;

    /** Receives each event as soon as the timestamp of its batch has been read. */
    interface Listener {

        Listener NONE = (sequence, timestamp) -> {};

        void event(long sequence, CharSequence timestamp);
    }

    EventReader(Listener listener) {
        this(listener, 0);
    }

    /** @param after the number of the event that precedes the first one, or 0 for any */
    EventReader(Listener listener, long after) {
        this.listener = listener;
        sequence = after;
    }

    /** Reads all bytes of the buffer. */
    void read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                line();
                column = 0;
            } else {
                last = next;
                if (column < beginning.length) {
                    beginning[column++] = next;
                }
            }
        }
    }

    /** The status of the response, 0 before it has been read. */
    int status() {
        return status;
    }

    /** The number of the latest event, 0 before the first. */
    long sequence() {
        return sequence;
    }

    long events() {
        return events;
    }

    /** Events that were skipped. */
    long lost() {
        return lost;
    }

    /** Events that were repeated or out of order. */
    long duplicated() {
        return duplicated;
    }

    /** Events in which the service reports that some are missing. */
    long gaps() {
        return gaps;
    }

    /** Truncated batches. */
    long broken() {
        return broken;
    }

    /** Whether the service has completed the stream. */
    boolean ended() {
        return ended;
    }

    /** The id of the latest event, with which a client resumes; empty before the first. */
    String lastId() {
        return new String(id, 0, idLength, StandardCharsets.US_ASCII);
    }

    /** A timestamp in microseconds since 1970-01-01T00:00Z. */
    static long micros(CharSequence timestamp) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, OffsetDateTime.parse(timestamp).toInstant());
    }

    private void line() {
        if (status == 0 && startsWith(STATUS)) {
            status = Integer.parseInt(text(STATUS.length, 3));
        } else if (startsWith(ID)) {
            idLength = column - ID.length;
            System.arraycopy(beginning, ID.length, id, 0, idLength);
            number(Long.parseLong(lastId().substring(lastId().lastIndexOf('-') + 1)));
        } else if (startsWith(TIMESTAMP)) {
            broken += last == '}' ? 0 : 1;
            listener.event(sequence, text(TIMESTAMP.length, TIMESTAMP_LENGTH));
        } else if (startsWith(GAP)) {
            gaps++;
        } else if (column == LAST_CHUNK.length && startsWith(LAST_CHUNK)) {
            ended = true;
        }
    }

    private void number(long number) {
        if (sequence > 0) {
            lost += Math.max(0, number - sequence - 1);
            duplicated += number <= sequence ? 1 : 0;
        }
        sequence = Math.max(sequence, number);
        events++;
    }

    private boolean startsWith(byte[] text) {
        if (column < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (beginning[i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private String text(int from, int length) {
        return new String(beginning, from, length, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
