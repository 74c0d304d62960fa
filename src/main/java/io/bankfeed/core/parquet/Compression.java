package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.FastGzip;
import java.io.IOException;

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
            try (FastGzip gzip = new FastGzip(scratch)) {
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
}
