package io.bankfeed.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses fast rather than well, to keep up with the generator. */
final class FastGzip extends GZIPOutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Frees the memory outside the heap, and leaves the output open. */
    void free() {
        def.end();
    }
}
