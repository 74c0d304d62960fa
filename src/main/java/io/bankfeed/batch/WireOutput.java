package io.bankfeed.batch;

import io.bankfeed.core.encoding.AsciiBuffer;
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

    private static final int MAX_AT_ONCE = 4 * 1024;

    /** As many as there are without the memory of one being copied: an answer of 1000 transactions has about 15. */
    private static final int MAX_PIECES = 256;

    private final AsciiBuffer text = new AsciiBuffer(PIECE_BYTES + MAX_AT_ONCE);
    private final Gzip gzip = new Gzip();
    private @Nullable CompositeByteBuf pieces;
    private @Nullable ByteBuf compressed;

    /** Where to write. What is written in one go should be less than 4 KiB. */
    AsciiBuffer text() {
        return text;
    }

    /**
     * Begins an answer, and forgets what was written and not taken.
     *
     * @param compress whether with gzip
     */
    void begin(boolean compress) {
        text.clear();
        if (pieces != null) {
            pieces.release();
            pieces = null;
        }
        if (compressed != null) {
            compressed.release();
            compressed = null;
        }
        if (compress) {
            compressed = VertxByteBufAllocator.POOLED_ALLOCATOR.directBuffer(PIECE_BYTES);
            gzip.begin(compressed);
        }
    }

    /** To be called after something was written: moves it out of the way if it is enough for a piece. */
    void drain() {
        if (text.length() < PIECE_BYTES) {
            return;
        }
        if (compressed != null) {
            compress(compressed);
        } else {
            gathered().addComponent(true, piece());
        }
    }

    /**
     * All that was written since the answer began. It must be given to a connection, which releases its memory once it is
     * sent: nothing on the way may fail, as a filter of responses could.
     */
    Buffer take() {
        ByteBuf answer;
        if (compressed != null) {
            answer = compressed;
            compress(answer);
            gzip.end(answer);
            compressed = null;
        } else if (pieces != null) {
            answer = pieces.addComponent(true, piece());
            pieces = null;
        } else {
            answer = piece();
        }
        return new NoBoundChecksBuffer(answer);
    }

    private CompositeByteBuf gathered() {
        CompositeByteBuf gathered = pieces;
        if (gathered == null) {
            gathered = VertxByteBufAllocator.POOLED_ALLOCATOR.compositeDirectBuffer(MAX_PIECES);
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

    private void compress(ByteBuf target) {
        gzip.write(text.asByteBuffer(), target);
        text.clear();
    }
}
