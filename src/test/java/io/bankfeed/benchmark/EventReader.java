package io.bankfeed.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Reads the server-sent events of {@code /stream}, in whatever portions they come, and keeps account of what is missing.
 * Only the beginning of each line is looked at. Not thread-safe.
 */
final class EventReader implements ResponseReader.Body {

    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIMESTAMP = "data: {\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GAP = "event: gap".getBytes(StandardCharsets.US_ASCII);

    private static final int TIMESTAMP_LENGTH = "2026-11-22T17:03:12.123456+07:00".length();

    private final Listener listener;
    private final byte[] beginning = new byte[96];
    private final byte[] id = new byte[96];
    private int column;
    private long sequence;
    private long events;
    private long lost;
    private long duplicated;
    private long gaps;
    private long broken;
    private int idLength;
    private byte last;

    /** Is told each event once the time at which its batch was made is read. */
    interface Listener {

        /** @param madeAt the batch's timestamp as it stands in the event; read by who wants it, at once */
        void event(long sequence, CharSequence madeAt);
    }

    EventReader(Listener listener) {
        this(listener, 0);
    }

    /** @param after the number of the event after which the first is to come, 0 if it may be any */
    EventReader(Listener listener, long after) {
        this.listener = listener;
        sequence = after;
    }

    @Override
    public void take(ByteBuffer bytes, int length) {
        int from = bytes.position();
        for (int i = 0; i < length; i++) {
            byte next = bytes.get(from + i);
            if (next == '\n') {
                last = i > 0 ? bytes.get(from + i - 1) : last;
                line();
                column = 0;
            } else if (column < beginning.length) {
                beginning[column++] = next;
            }
        }
        last = length > 0 ? bytes.get(from + length - 1) : last;
    }

    /** The number of the event that was read last, 0 before the first. */
    long sequence() {
        return sequence;
    }

    long events() {
        return events;
    }

    /** Events that did not come although later ones did. */
    long lost() {
        return lost;
    }

    /** Events that came although they, or later ones, had come. */
    long duplicated() {
        return duplicated;
    }

    /** Events in which the service says that some are missing. */
    long gaps() {
        return gaps;
    }

    /** Batches that do not end as JSON does. */
    long broken() {
        return broken;
    }

    /** The whole id of the event that was read last, with which a client resumes; empty before the first. */
    String lastId() {
        return new String(id, 0, idLength, StandardCharsets.US_ASCII);
    }

    /** Microseconds since 1970-01-01T00:00Z. */
    static long micros(CharSequence timestamp) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, OffsetDateTime.parse(timestamp).toInstant());
    }

    private void line() {
        if (startsWith(ID)) {
            long number = 0;
            int at = column;
            long power = 1;
            while (beginning[--at] != '-') {
                number += (beginning[at] - '0') * power;
                power *= 10;
            }
            if (sequence > 0) {
                lost += Math.max(0, number - sequence - 1);
                duplicated += number <= sequence ? 1 : 0;
            }
            sequence = Math.max(sequence, number);
            events++;
            idLength = column - ID.length;
            System.arraycopy(beginning, ID.length, id, 0, idLength);
        } else if (startsWith(TIMESTAMP)) {
            broken += last == '}' ? 0 : 1;
            listener.event(
                    sequence, new String(beginning, TIMESTAMP.length, TIMESTAMP_LENGTH, StandardCharsets.US_ASCII));
        } else if (startsWith(GAP)) {
            gaps++;
        }
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
}
