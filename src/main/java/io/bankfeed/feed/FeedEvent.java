package io.bankfeed.feed;

import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.WireBuffer;
import io.bankfeed.transaction.AsciiBuffer;
import io.vertx.core.buffer.Buffer;

/**
 * One batch of the feed, encoded once for all its subscribers. Immutable.
 *
 * @param sequence the number of the batch, from 1
 * @param serverSentEvent the whole event
 * @param line the same batch as a line of NDJSON, over the same bytes
 * @param heldBytes about what it takes to hold it
 */
record FeedEvent(long sequence, Buffer serverSentEvent, Buffer line, int heldBytes) {

    private static final byte[] ID = AsciiBuffer.ascii("id: ");
    private static final byte[] DATA = AsciiBuffer.ascii("\ndata: ");
    private static final byte[] END = AsciiBuffer.ascii("\n\n");

    /** The objects around the bytes. */
    private static final int OVERHEAD_BYTES = 320;

    /** Frames a batch. */
    static FeedEvent of(EventId id, AsciiBuffer json) {
        byte[] idBytes = AsciiBuffer.ascii(id.toString());
        int jsonStart = ID.length + idBytes.length + DATA.length;
        int length = jsonStart + json.length() + END.length;
        AsciiBuffer event = new AsciiBuffer(length);
        event.append(ID).append(idBytes).append(DATA).append(json).append(END);
        Buffer line = WireBuffer.wrap(event.asByteBuffer().slice(jsonStart, json.length() + 1));
        return new FeedEvent(id.sequence(), WireBuffer.wrap(event.asByteBuffer()), line, length + OVERHEAD_BYTES);
    }

    Buffer as(StreamFormat format) {
        return switch (format) {
            case SERVER_SENT_EVENTS -> serverSentEvent;
            case NDJSON -> line;
        };
    }
}
