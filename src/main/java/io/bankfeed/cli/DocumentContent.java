package io.bankfeed.cli;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.FastGzip;
import io.bankfeed.dataset.DatasetSpec;
import io.bankfeed.dataset.DatasetWriter;
import java.io.IOException;
import java.io.OutputStream;

/** A data set that is one document, such as JSON, and so is encoded in order by one thread. */
final class DocumentContent implements Content {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int DRAWS_AT_ONCE = 100;

    private final DatasetSpec spec;
    private final boolean gzip;
    private final Progress progress;

    DocumentContent(DatasetSpec spec, boolean gzip, Progress progress) {
        this.spec = spec;
        this.gzip = gzip;
        this.progress = progress;
    }

    @Override
    public long writeTo(OutputStream out) throws IOException {
        if (!gzip) {
            return write(out);
        }
        FastGzip compressed = new FastGzip(out);
        try {
            long rows = write(compressed);
            compressed.finish();
            return rows;
        } finally {
            compressed.free();
        }
    }

    private long write(OutputStream out) throws IOException {
        AsciiBuffer buffer = new AsciiBuffer(2 * BUFFER_BYTES);
        DatasetWriter writer = new DatasetWriter(spec, buffer);
        long rows = 0;
        long reported = 0;
        while (!writer.isComplete()) {
            rows += writer.write(DRAWS_AT_ONCE);
            if (buffer.length() >= BUFFER_BYTES || writer.isComplete()) {
                buffer.writeTo(out);
                progress.add(rows - reported, buffer.length());
                reported = rows;
                buffer.clear();
            }
        }
        return rows;
    }
}
