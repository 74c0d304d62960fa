package io.bankfeed.batch;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses texts one after the other, as in RFC 1952. It is reused because a stream of the JDK would allocate the
 * compressor's memory for each text. Not thread-safe; it permanently uses about 260 KiB outside the heap.
 */
final class Gzip {

    private static final int BUFFER_BYTES = 8 * 1024;

    /** Magic number, deflate, no flags, no time, fastest algorithm, unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    void begin(ByteBuf target) {
        deflater.reset();
        crc.reset();
        target.writeBytes(HEADER);
    }

    void write(ByteBuffer text, ByteBuf target) {
        crc.update(text.duplicate());
        deflater.setInput(text);
        while (!deflater.needsInput()) {
            target.writeBytes(buffer, 0, deflater.deflate(buffer));
        }
    }

    void end(ByteBuf target) {
        deflater.finish();
        while (!deflater.finished()) {
            target.writeBytes(buffer, 0, deflater.deflate(buffer));
        }
        target.writeIntLE((int) crc.getValue());
        target.writeIntLE((int) deflater.getBytesRead());
    }
}
