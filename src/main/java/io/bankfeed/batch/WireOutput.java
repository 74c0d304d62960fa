package io.bankfeed.batch;

import io.bankfeed.transaction.AsciiBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.quarkus.vertx.utils.NoBoundChecksBuffer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.VertxByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the making, as the network takes it: what is written is moved, while it is still in the cache, to pieces
 * of pooled memory outside of the heap. It is used again and again, so an answer of any size makes next to no garbage.
 * Not thread-safe.
 */
final class WireOutput {

    /** Of a size that Netty keeps for its thread: 32 KiB with the room for what comes in one go. */
    private static final int PIECE_BYTES = 28 * 1024;

    private static final int MOST_AT_ONCE = 4 * 1024;

    /** As many as there are without the memory of one being copied: an answer of 1000 transactions has about 15. */
    private static final int MOST_PIECES = 256;

    private final AsciiBuffer text = new AsciiBuffer(PIECE_BYTES + MOST_AT_ONCE);
    private @Nullable CompositeByteBuf pieces;

    /** Where to write. What is written in one go should be less than 4 KiB. */
    AsciiBuffer text() {
        return text;
    }

    /** To be called after something was written: moves it out of the way if it is enough for a piece. */
    void drain() {
        if (text.length() >= PIECE_BYTES) {
            gathered().addComponent(true, piece());
        }
    }

    /**
     * All that was written since the last time. It must be given to a connection, which releases its memory once it is
     * sent.
     */
    Buffer take() {
        CompositeByteBuf gathered = pieces;
        if (gathered == null) {
            return new NoBoundChecksBuffer(piece());
        }
        gathered.addComponent(true, piece());
        pieces = null;
        return new NoBoundChecksBuffer(gathered);
    }

    /** Forgets what was written. */
    void clear() {
        text.clear();
        CompositeByteBuf gathered = pieces;
        if (gathered != null) {
            pieces = null;
            gathered.release();
        }
    }

    private CompositeByteBuf gathered() {
        CompositeByteBuf gathered = pieces;
        if (gathered == null) {
            gathered = VertxByteBufAllocator.POOLED_ALLOCATOR.compositeDirectBuffer(MOST_PIECES);
            pieces = gathered;
        }
        return gathered;
    }

    private ByteBuf piece() {
        ByteBuf piece = VertxByteBufAllocator.POOLED_ALLOCATOR.directBuffer(text.length());
        piece.writeBytes(text.asByteBuffer());
        text.clear();
        return piece;
    }
}
