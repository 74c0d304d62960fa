package io.bankfeed.streaming;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** Wraps encoded bytes for the network. */
public final class WireBuffer {

    private WireBuffer() {}

    /**
     * Wraps bytes without a copy; they must not change afterwards. The buffer can be written to any number of
     * connections.
     */
    // Vert.x 4 has no other way to wrap bytes without a copy.
    @SuppressWarnings("deprecation")
    public static Buffer wrap(ByteBuffer bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
