package io.bankfeed.batch;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.quarkus.vertx.utils.NoBoundChecksBuffer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.VertxByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response in pooled memory outside the heap. What is written is copied there in chunks while it is still
 * in the CPU cache. One output serves many responses, so a response of any size causes almost no garbage. Not
 * thread-safe.
 */
final class WireOutput {

    /** With the room for one more write, 32 KiB, which Netty caches per thread. */
    private static final int CHUNK_BYTES = 28 * 1024;

    private static final int MAX_WRITE_BYTES = 4 * 1024;

    /** More would be consolidated by copying. A response of 1000 transactions has about 15. */
    private static final int MAX_CHUNKS = 256;

    private final AsciiBuffer text = new AsciiBuffer(CHUNK_BYTES + MAX_WRITE_BYTES);
    private final Gzip gzip = new Gzip();
    private @Nullable CompositeByteBuf chunks;
    private @Nullable ByteBuf compressed;

    /** The buffer to write to, less than 4 KiB between two calls of {@link #drain}. */
    AsciiBuffer text() {
        return text;
    }

    /**
     * Begins a response, and discards one that was not taken.
     *
     * @param compress whether to compress it with gzip
     */
    void begin(boolean compress) {
        text.clear();
        if (chunks != null) {
            chunks.release();
            chunks = null;
        }
        if (compressed != null) {
            compressed.release();
            compressed = null;
        }
        if (compress) {
            compressed = VertxByteBufAllocator.POOLED_ALLOCATOR.directBuffer(CHUNK_BYTES);
            gzip.begin(compressed);
        }
    }

    /** Moves what was written out of the buffer if it is enough for a chunk. To be called after each write. */
    void drain() {
        if (text.length() < CHUNK_BYTES) {
            return;
        }
        if (compressed != null) {
            compress(compressed);
        } else {
            if (chunks == null) {
                chunks = VertxByteBufAllocator.POOLED_ALLOCATOR.compositeDirectBuffer(MAX_CHUNKS);
            }
            chunks.addComponent(true, chunk());
        }
    }

    /**
     * Everything written since the response began. It must be sent, since only the connection releases its memory: nothing
     * on the way may fail, as a response filter could.
     */
    Buffer take() {
        ByteBuf body;
        if (compressed != null) {
            body = compressed;
            compress(body);
            gzip.end(body);
            compressed = null;
        } else if (chunks != null) {
            body = chunks.addComponent(true, chunk());
            chunks = null;
        } else {
            body = chunk();
        }
        return new NoBoundChecksBuffer(body);
    }

    private ByteBuf chunk() {
        ByteBuf chunk = VertxByteBufAllocator.POOLED_ALLOCATOR.directBuffer(text.length());
        chunk.writeBytes(text.asByteBuffer());
        text.clear();
        return chunk;
    }

    private void compress(ByteBuf target) {
        gzip.write(text.asByteBuffer(), target);
        text.clear();
    }
}
