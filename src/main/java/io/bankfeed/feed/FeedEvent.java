package io.bankfeed.feed;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.WireBuffer;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One batch of the feed, encoded once for all subscribers. The variants with more fields are derived from the raw one
 * when they are first needed, and shared while they are in use. Thread-safe.
 */
final class FeedEvent {

    private static final byte[] ID = AsciiBuffer.ascii("id: ");
    private static final byte[] DATA = AsciiBuffer.ascii("\ndata: ");
    private static final byte[] END = AsciiBuffer.ascii("\n\n");

    /** The heap used by the objects around the bytes. */
    private static final int OVERHEAD_BYTES = 430;

    private static final int LABEL_VARIANTS = LabelFields.values().length;

    private final long sequence;
    private final int heapBytes;
    private final Encoded raw;
    private final BatchDetails details;

    /** Null until a variant is needed. If two threads create it at once, a variant may be derived twice. */
    private volatile @Nullable AtomicReferenceArray<@Nullable WeakReference<Encoded>> variants;

    /**
     * The arguments must not change afterwards.
     *
     * @param event the whole event
     * @param start where the batch starts in the event
     * @param details where each transaction ends in the event, and what else is known about it
     */
    FeedEvent(long sequence, int heapBytes, ByteBuffer event, int start, BatchDetails details) {
        this.sequence = sequence;
        this.heapBytes = heapBytes;
        raw = new Encoded(event, start);
        this.details = details;
    }

    /**
     * Frames a batch as a server-sent event.
     *
     * @param details where each transaction ends in the JSON, and what else is known about it; must not be used
     *     afterwards
     */
    static FeedEvent of(EventId id, AsciiBuffer json, BatchDetails details) {
        byte[] idBytes = AsciiBuffer.ascii(id.toString());
        int start = ID.length + idBytes.length + DATA.length;
        int length = start + json.length() + END.length;
        AsciiBuffer event = new AsciiBuffer(length);
        event.append(ID).append(idBytes).append(DATA).append(json).append(END);
        details.moveBy(start);
        return new FeedEvent(
                id.sequence(), length + OVERHEAD_BYTES + details.heapBytes(), event.asByteBuffer(), start, details);
    }

    /** The number of the batch, starting at 1. */
    long sequence() {
        return sequence;
    }

    /** About how many bytes of the heap it uses. */
    int heapBytes() {
        return heapBytes;
    }

    Buffer encoded(StreamFormat format, RecordFields fields) {
        Encoded encoded = fields.isCore() ? raw : variant(fields);
        return switch (format) {
            case SERVER_SENT_EVENTS -> encoded.serverSentEvent();
            case NDJSON -> encoded.line();
        };
    }

    // The ordinal is the index of the variant.
    @SuppressWarnings("EnumOrdinal")
    private Encoded variant(RecordFields fields) {
        int index = fields.labels().ordinal() + (fields.extended() ? LABEL_VARIANTS : 0);
        AtomicReferenceArray<@Nullable WeakReference<Encoded>> all = variants;
        if (all == null) {
            all = new AtomicReferenceArray<>(2 * LABEL_VARIANTS);
            variants = all;
        }
        WeakReference<Encoded> known = all.get(index);
        Encoded encoded = known == null ? null : known.get();
        if (encoded == null) {
            encoded = new Encoded(details.with(fields, raw.event()), raw.start());
            all.set(index, new WeakReference<>(encoded));
        }
        return encoded;
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
