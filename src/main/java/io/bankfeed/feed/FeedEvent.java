package io.bankfeed.feed;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.WireBuffer;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;

/**
 * One batch of the feed, encoded once for all its subscribers. With labels it is made of the raw one when it is asked
 * for, and shared by all who ask while it is on its way. Thread-safe.
 */
final class FeedEvent {

    private static final byte[] ID = AsciiBuffer.ascii("id: ");
    private static final byte[] DATA = AsciiBuffer.ascii("\ndata: ");
    private static final byte[] END = AsciiBuffer.ascii("\n\n");

    /** The objects around the bytes. */
    private static final int OVERHEAD_BYTES = 400;

    private static final int LABEL_BYTES = 8;

    private final long sequence;
    private final int heldBytes;
    private final Encoded raw;
    private final int[] ends;
    private final Label[] labels;
    private volatile WeakReference<Encoded> labelled = new WeakReference<>(null);

    /**
     * Takes what must not change from now on.
     *
     * @param event the whole event
     * @param start where in it the batch begins
     * @param ends where in it each transaction ends
     * @param labels of the transactions
     */
    FeedEvent(long sequence, int heldBytes, ByteBuffer event, int start, int[] ends, Label[] labels) {
        this.sequence = sequence;
        this.heldBytes = heldBytes;
        raw = new Encoded(event, start);
        this.ends = ends;
        this.labels = labels;
    }

    /**
     * Frames a batch.
     *
     * @param ends where in it each transaction ends
     * @param labels of the transactions; they must not change from now on
     */
    static FeedEvent of(EventId id, AsciiBuffer json, int[] ends, Label[] labels) {
        byte[] idBytes = AsciiBuffer.ascii(id.toString());
        int start = ID.length + idBytes.length + DATA.length;
        int length = start + json.length() + END.length;
        AsciiBuffer event = new AsciiBuffer(length);
        event.append(ID).append(idBytes).append(DATA).append(json).append(END);
        int[] endsInEvent = ends.clone();
        for (int i = 0; i < ends.length; i++) {
            endsInEvent[i] += start;
        }
        return new FeedEvent(
                id.sequence(),
                length + OVERHEAD_BYTES + labels.length * LABEL_BYTES,
                event.asByteBuffer(),
                start,
                endsInEvent,
                labels);
    }

    /** The number of the batch, from 1. */
    long sequence() {
        return sequence;
    }

    /** About what it takes to hold it. */
    int heldBytes() {
        return heldBytes;
    }

    /** As it goes out. */
    Buffer as(StreamFormat format, boolean withLabels) {
        Encoded encoded = withLabels ? labelled() : raw;
        return switch (format) {
            case SERVER_SENT_EVENTS -> encoded.serverSentEvent();
            case NDJSON -> encoded.line();
        };
    }

    private Encoded labelled() {
        Encoded made = labelled.get();
        if (made == null) {
            made = withLabels();
            labelled = new WeakReference<>(made);
        }
        return made;
    }

    private Encoded withLabels() {
        AsciiBuffer event = new AsciiBuffer(heldBytes * 5 / 4);
        int from = 0;
        for (int i = 0; i < ends.length; i++) {
            int lastByte = ends[i] - 1;
            event.append(raw.event().slice(from, lastByte - from)).append(TransactionEncoder.labelledEnd(labels[i]));
            from = ends[i];
        }
        event.append(raw.event().slice(from, raw.event().limit() - from));
        return new Encoded(event.asByteBuffer(), raw.start());
    }

    /**
     * The event, and the same batch as a line of NDJSON over the same bytes.
     *
     * @param start where in the event the batch begins
     */
    private record Encoded(ByteBuffer event, int start, Buffer serverSentEvent, Buffer line) {

        private Encoded(ByteBuffer event, int start) {
            // With the first of the two line feeds.
            this(
                    event,
                    start,
                    WireBuffer.wrap(event),
                    WireBuffer.wrap(event.slice(start, event.limit() - start - END.length + 1)));
        }
    }
}
