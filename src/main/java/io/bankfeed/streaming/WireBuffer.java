package io.bankfeed.streaming;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** Encoded transactions on their way to the network. */
public final class WireBuffer {

    private WireBuffer() {}

    /**
     * A buffer over bytes that are not copied and must not change from now on. It can be written to any number of
     * connections.
     */
    // Vert.x 4 has no other way to wrap bytes without a copy; Vert.x 5 has it in an interface of its own.
    @SuppressWarnings("deprecation")
    public static Buffer wrap(ByteBuffer bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
