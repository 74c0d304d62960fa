package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.RecordFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Puts row groups into a Parquet file, in the order in which they are appended: {@link #begin}, each row group,
 * {@link #end}, and then the next file if there is one. What it keeps of a row group is its part of the footer, some
 * kilobytes. Not thread-safe.
 */
public final class ParquetFile {

    private final OutputStream out;
    private final Footer footer;
    private long length;

    /**
     * @param out receives the file, and is not closed
     * @param recipe what the file was made from, for the metadata of the footer, where each name begins with
     *     {@code bankfeed.}
     */
    public ParquetFile(OutputStream out, RecordFields fields, Compression compression, Map<String, String> recipe) {
        this.out = out;
        footer = new Footer(fields, compression, recipe);
    }

    public void begin() throws IOException {
        footer.clear();
        out.write(Footer.MAGIC);
        length = Footer.MAGIC.length;
    }

    /** Writes a row group, which then begins the next one. It must have the fields and the compression of the file. */
    public void append(RowGroup rows) throws IOException {
        added(rows.writeTo(out));
    }

    /**
     * Writes a row group that was encoded before, perhaps by another thread.
     *
     * @param bytes what {@link RowGroup#writeTo} wrote
     * @param metadata what it returned
     */
    public void append(ByteArrayOutputStream bytes, RowGroupMetadata metadata) throws IOException {
        if (bytes.size() != metadata.bytes()) {
            throw new IllegalArgumentException(
                    "The row group has " + metadata.bytes() + " bytes, but there are " + bytes.size());
        }
        bytes.writeTo(out);
        added(metadata);
    }

    /** Writes the footer. */
    public void end() throws IOException {
        footer.writeTo(out);
    }

    private void added(RowGroupMetadata metadata) {
        footer.add(metadata, length);
        length += metadata.bytes();
    }
}
