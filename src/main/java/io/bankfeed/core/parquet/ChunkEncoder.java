package io.bankfeed.core.parquet;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the pages of column chunks: a dictionary page, if that makes the chunk smaller, and one data page. Its buffers
 * are reused for all columns, of one row group or of more. Not thread-safe.
 */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
final class ChunkEncoder {

    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;

    private final Compression compression;
    private final BinaryBuffer header = new BinaryBuffer();
    private final BinaryBuffer page = new BinaryBuffer();
    private final BinaryBuffer compressed = new BinaryBuffer();

    private long[] scratch = {};
    private long bytes;
    private long uncompressedBytes;

    ChunkEncoder(Compression compression) {
        this.compression = compression;
    }

    /**
     * Writes a column chunk.
     *
     * @param offset where it begins in its row group
     */
    ChunkMetadata encode(ColumnValues values, long offset, OutputStream out) throws IOException {
        bytes = 0;
        uncompressedBytes = 0;
        Range range = writeDictionary(values, out);
        boolean dictionary = range != null;
        long dataOffset = offset + bytes;
        page.clear();
        if (values.column().optional()) {
            appendLevels(values);
        }
        if (dictionary) {
            int bitWidth = bitWidth(values.dictionary().size());
            page.append(bitWidth);
            HybridEncoder.encode(values.indexes(), values.count(), bitWidth, page);
        } else if (values.count() > 0) {
            range = writePlain(values);
        }
        writeDataPage(values.rows(), dictionary ? Encoding.RLE_DICTIONARY : Encoding.PLAIN, out);
        return new ChunkMetadata(
                dictionary,
                values.rows(),
                values.rows() - values.count(),
                range,
                offset,
                dataOffset,
                bytes,
                uncompressedBytes);
    }

    /** Writes the dictionary page and returns its range, or null if the chunk is not larger without it. */
    private Range writeDictionary(ColumnValues values, OutputStream out) throws IOException {
        ValueType type = values.column().type();
        int count = values.count();
        int size = values.dictionary().size();
        if (!values.isIndexed() || size == 0 || type.physical() == PhysicalType.BOOLEAN) {
            return null;
        }
        page.clear();
        Range range = type.writePlain(values.dictionary().values(), size, page);
        long meanBytes = page.length() / size;
        long indexBytes = (long) count * bitWidth(size) / Byte.SIZE;
        if (page.length() + indexBytes >= count * meanBytes) {
            return null;
        }
        BinaryBuffer content = compression.compress(page, compressed);
        beginPage(DICTIONARY_PAGE, content)
                .beginStruct(7)
                .i32(1, size)
                .i32(2, Encoding.PLAIN.code)
                .end()
                .end();
        endPage(content, out);
        return range;
    }

    private void appendLevels(ColumnValues values) {
        int before = page.length();
        page.appendInt(0);
        HybridEncoder.encode(values.levels(), values.rows(), 1, page);
        page.setInt(before, page.length() - before - Integer.BYTES);
    }

    private Range writePlain(ColumnValues values) {
        if (values.isIndexed() && scratch.length < values.count()) {
            scratch = new long[values.count()];
        }
        return values.column().type().writePlain(values.plain(scratch), values.count(), page);
    }

    private void writeDataPage(int rows, Encoding encoding, OutputStream out) throws IOException {
        BinaryBuffer content = compression.compress(page, compressed);
        beginPage(DATA_PAGE, content)
                .beginStruct(5)
                .i32(1, rows)
                .i32(2, encoding.code)
                .i32(3, Encoding.RLE.code)
                .i32(4, Encoding.RLE.code)
                .end()
                .end();
        endPage(content, out);
    }

    /** Begins the header of the page; the caller adds what is special to the type. */
    private ThriftWriter beginPage(int type, BinaryBuffer content) {
        header.clear();
        return new ThriftWriter(header).i32(1, type).i32(2, page.length()).i32(3, content.length());
    }

    private void endPage(BinaryBuffer content, OutputStream out) throws IOException {
        header.writeTo(out);
        content.writeTo(out);
        bytes += header.length() + content.length();
        uncompressedBytes += header.length() + page.length();
    }

    /** The bits of an index, at least 1, since not every reader knows 0. */
    private static int bitWidth(int size) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
    }
}
