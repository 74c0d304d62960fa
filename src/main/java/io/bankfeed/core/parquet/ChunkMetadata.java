package io.bankfeed.core.parquet;

/**
 * What the footer says about a column chunk. Offsets are those in the row group.
 *
 * @param dictionary whether a dictionary page precedes the data page
 * @param values the number of values and nulls
 * @param nulls the number of nulls
 * @param range null if all values are null
 * @param offset where the first page begins
 * @param dataOffset where the data page begins
 * @param bytes the size of the pages with their headers
 * @param uncompressedBytes the same if they were not compressed
 */
record ChunkMetadata(
        boolean dictionary,
        int values,
        int nulls,
        Range range,
        long offset,
        long dataOffset,
        long bytes,
        long uncompressedBytes) {}
