package io.bankfeed.core.parquet;

import java.util.List;

/**
 * What the footer says about a row group. It does not depend on the place of the row group in the file. Immutable and
 * thread-safe.
 */
public final class RowGroupMetadata {

    private final int rows;
    private final List<ChunkMetadata> chunks;

    RowGroupMetadata(int rows, List<ChunkMetadata> chunks) {
        this.rows = rows;
        this.chunks = List.copyOf(chunks);
    }

    public int rows() {
        return rows;
    }

    /** The size of the row group. */
    public long bytes() {
        return chunks.stream().mapToLong(ChunkMetadata::bytes).sum();
    }

    /** The size if the row group were not compressed. */
    long uncompressedBytes() {
        return chunks.stream().mapToLong(ChunkMetadata::uncompressedBytes).sum();
    }

    /** The chunks in the order of the columns. */
    List<ChunkMetadata> chunks() {
        return chunks;
    }
}
