package io.bankfeed.core.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** How pages are compressed. */
public enum Compression {
    NONE(0) {
        @Override
        BinaryBuffer compress(BinaryBuffer page, BinaryBuffer scratch) {
            return page;
        }
    },

    /** The bytes depend on the zlib of the Java runtime. */
    GZIP(2) {
        @Override
        BinaryBuffer compress(BinaryBuffer page, BinaryBuffer scratch) throws IOException {
            scratch.clear();
            try (GZIPOutputStream gzip = new FastGzip(scratch)) {
                page.writeTo(gzip);
            }
            return scratch;
        }
    };

    /** The {@code CompressionCodec} of the format. */
    final int code;

    Compression(int code) {
        this.code = code;
    }

    /** The compressed page: the page itself, or the buffer that is given for it. */
    abstract BinaryBuffer compress(BinaryBuffer page, BinaryBuffer scratch) throws IOException;

    /** Fast rather than thorough, to keep up with the generator. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
