package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.FraudReports;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The footer of a file: the schema, and what readers need to know of the row groups. Not thread-safe. */
final class Footer {

    static final byte[] MAGIC = AsciiBuffer.ascii("PAR1");

    /** The version of this encoder, which changes if the bytes do. */
    private static final String CREATED_BY = "bankfeed version 1.0.0";

    /** Of the format: version 1 is what every reader knows. */
    private static final int FORMAT_VERSION = 1;

    private static final String PREFIX = "bankfeed.";
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;

    private final List<Column> schema;
    private final Compression compression;
    private final Map<String, String> recipe;

    /** The structures of the row groups, one after the other. */
    private final BinaryBuffer rowGroups = new BinaryBuffer();

    private int rowGroupCount;
    private long rows;

    Footer(RecordFields fields, Compression compression, Map<String, String> recipe) {
        schema = new TransactionColumns(fields, FraudReports.NONE).schema();
        this.compression = compression;
        this.recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    }

    void clear() {
        rowGroups.clear();
        rowGroupCount = 0;
        rows = 0;
    }

    /** @param offset where the row group begins in the file */
    void add(RowGroupMetadata group, long offset) {
        ThriftWriter struct = new ThriftWriter(rowGroups);
        struct.beginList(1, ThriftWriter.STRUCT, schema.size());
        for (int i = 0; i < schema.size(); i++) {
            writeChunk(schema.get(i), group.chunks().get(i), offset, struct);
        }
        struct.i64(2, group.uncompressedBytes());
        struct.i64(3, group.rows());
        struct.i64(5, offset);
        struct.i64(6, group.bytes());
        struct.end();
        rowGroupCount++;
        rows += group.rows();
    }

    /** Writes the footer, its length, and the end of the file. */
    void writeTo(OutputStream out) throws IOException {
        BinaryBuffer bytes = new BinaryBuffer();
        ThriftWriter file = new ThriftWriter(bytes);
        file.i32(1, FORMAT_VERSION);
        writeSchema(file);
        file.i64(3, rows);
        file.beginList(4, ThriftWriter.STRUCT, rowGroupCount);
        bytes.append(rowGroups);
        file.beginList(5, ThriftWriter.STRUCT, recipe.size());
        recipe.forEach((name, value) ->
                file.beginElement().text(1, PREFIX + name).text(2, value).end());
        file.text(6, CREATED_BY);
        writeColumnOrders(file);
        file.end();
        bytes.appendInt(bytes.length());
        bytes.append(MAGIC);
        bytes.writeTo(out);
    }

    private void writeSchema(ThriftWriter file) {
        file.beginList(2, ThriftWriter.STRUCT, schema.size() + 1);
        file.beginElement().text(4, "transaction").i32(5, schema.size()).end();
        for (Column column : schema) {
            file.beginElement().i32(1, column.type().physical().code);
            file.i32(3, column.optional() ? OPTIONAL : REQUIRED).text(4, column.name());
            column.type().describe(file);
            file.end();
        }
    }

    /** Values are ordered as their logical type says, which makes the statistics valid. */
    private void writeColumnOrders(ThriftWriter file) {
        file.beginList(7, ThriftWriter.STRUCT, schema.size());
        for (int i = 0; i < schema.size(); i++) {
            file.beginElement().empty(1).end();
        }
    }

    private void writeChunk(Column column, ChunkMetadata chunk, long groupOffset, ThriftWriter columns) {
        columns.beginElement().i64(2, 0).beginStruct(3);
        columns.i32(1, column.type().physical().code);
        writeEncodings(chunk, columns);
        columns.beginList(3, ThriftWriter.BINARY, 1).element(column.name());
        columns.i32(4, compression.code);
        columns.i64(5, chunk.values());
        columns.i64(6, chunk.uncompressedBytes());
        columns.i64(7, chunk.bytes());
        columns.i64(9, groupOffset + chunk.dataOffset());
        if (chunk.dictionary()) {
            columns.i64(11, groupOffset + chunk.offset());
        }
        columns.beginStruct(12).i64(3, chunk.nulls());
        if (chunk.range() != null) {
            columns.binary(5, chunk.range().max()).binary(6, chunk.range().min());
        }
        columns.end().end().end();
    }

    private static void writeEncodings(ChunkMetadata chunk, ThriftWriter columns) {
        columns.beginList(2, ThriftWriter.I32, chunk.dictionary() ? 3 : 2);
        columns.element(Encoding.PLAIN.code).element(Encoding.RLE.code);
        if (chunk.dictionary()) {
            columns.element(Encoding.RLE_DICTIONARY.code);
        }
    }
}
