package io.bankfeed.core.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses fast rather than well, to keep up with the generator. Not thread-safe. */
public final class FastGzip extends GZIPOutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    public FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Frees the memory outside the heap, writes nothing, and leaves the output open. */
    public void free() {
        def.end();
    }
}
