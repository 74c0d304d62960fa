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
 * One batch of the feed, encoded once for all subscribers. The version with labels is derived from the raw one when it
 * is first needed, and shared while it is in use. Thread-safe.
 */
final class FeedEvent {

    private static final byte[] ID = AsciiBuffer.ascii("id: ");
    private static final byte[] DATA = AsciiBuffer.ascii("\ndata: ");
    private static final byte[] END = AsciiBuffer.ascii("\n\n");

    /** The heap used by the objects around the bytes. */
    private static final int OVERHEAD_BYTES = 400;

    private static final int LABEL_BYTES = 8;

    private final long sequence;
    private final int heapBytes;
    private final Encoded raw;
    private final int[] ends;
    private final Label[] labels;
    private volatile WeakReference<Encoded> labelled = new WeakReference<>(null);

    /**
     * The arguments must not change afterwards.
     *
     * @param event the whole event
     * @param start where the batch starts in the event
     * @param ends where each transaction ends in the event
     */
    FeedEvent(long sequence, int heapBytes, ByteBuffer event, int start, int[] ends, Label[] labels) {
        this.sequence = sequence;
        this.heapBytes = heapBytes;
        raw = new Encoded(event, start);
        this.ends = ends;
        this.labels = labels;
    }

    /**
     * Frames a batch as a server-sent event.
     *
     * @param ends where each transaction ends in the JSON
     * @param labels must not change afterwards
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

    /** The number of the batch, starting at 1. */
    long sequence() {
        return sequence;
    }

    /** About how many bytes of the heap it uses. */
    int heapBytes() {
        return heapBytes;
    }

    Buffer encoded(StreamFormat format, boolean labelled) {
        Encoded encoded = labelled ? labelled() : raw;
        return switch (format) {
            case SERVER_SENT_EVENTS -> encoded.serverSentEvent();
            case NDJSON -> encoded.line();
        };
    }

    private Encoded labelled() {
        Encoded encoded = labelled.get();
        if (encoded == null) {
            encoded = withLabels();
            labelled = new WeakReference<>(encoded);
        }
        return encoded;
    }

    private Encoded withLabels() {
        AsciiBuffer event = new AsciiBuffer(heapBytes * 5 / 4);
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
     * An event, and the same batch as a line of NDJSON. Both share the same bytes.
     *
     * @param start where the batch starts in the event
     */
    private record Encoded(ByteBuffer event, int start, Buffer serverSentEvent, Buffer line) {

        private Encoded(ByteBuffer event, int start) {
            // The line ends with the first of the two line feeds.
            this(
                    event,
                    start,
                    WireBuffer.wrap(event),
                    WireBuffer.wrap(event.slice(start, event.limit() - start - END.length + 1)));
        }
    }
}
