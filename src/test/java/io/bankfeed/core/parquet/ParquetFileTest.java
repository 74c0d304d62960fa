package io.bankfeed.core.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.TransactionSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ParquetFileTest {

    private static final RecordFields ALL_FIELDS = new RecordFields(true, LabelFields.FULL);

    /** A changed digest changes the files of every user, so the changelog must say so, and {@code created_by} change. */
    @ParameterizedTest
    @CsvSource({
        "0, false, NONE, 1, 9ccb59c3e7191f29607c22e673efa805e9e04d046cabce48877df708c90ab392",
        "0, false, NONE, 130000, b9fc2b795864549904628969d5213a9098d59f98bbc50cb081d6d9ea78485f1f",
        "1, true, FULL, 130000, 122ffb711c824a079359a88eb328b512c6a547149ef72474aaa0a4d9eaf88ce5",
        "1, true, FULL, 0, 58a6828a301cf52d3ab4ebe72bbcfdf7a75c2175439885baee7c4b7c081c76d3"
    })
    void fileIsReproducibleToTheByte(double difficulty, boolean extended, LabelFields labels, long count, String sha256)
            throws Exception {
        Rows rows = new Rows(difficulty, 4000, count, new RecordFields(extended, labels));

        assertThat(sha256(rows.parquet(Compression.NONE))).isEqualTo(sha256);
        assertThat(sha256(rows.parquet(Compression.NONE))).isEqualTo(sha256);
    }

    /** As several threads do: each row group by another encoder, and the last one first. */
    @ParameterizedTest
    @EnumSource(Compression.class)
    void rowGroupsAreIndependent(Compression compression) throws IOException {
        Rows rows = new Rows(1, 4000, 130_000, ALL_FIELDS);
        RowGroup first = new RowGroup(ALL_FIELDS, rows.reports(), compression);
        RowGroup second = new RowGroup(ALL_FIELDS, rows.reports(), compression);
        TransactionSource source =
                rows.source((transaction, label) -> (first.isFull() ? second : first).accept(transaction, label));
        while (!source.isComplete()) {
            source.draw();
        }
        ByteArrayOutputStream secondBytes = new ByteArrayOutputStream();
        RowGroupMetadata secondMetadata = second.writeTo(secondBytes);
        ByteArrayOutputStream firstBytes = new ByteArrayOutputStream();
        RowGroupMetadata firstMetadata = first.writeTo(firstBytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ParquetFile file = new ParquetFile(out, ALL_FIELDS, compression, Rows.RECIPE);
        file.begin();
        file.append(firstBytes, firstMetadata);
        file.append(secondBytes, secondMetadata);
        file.end();

        assertThat(out.toByteArray()).isEqualTo(rows.parquet(compression));
        assertThat(firstMetadata.rows()).isEqualTo(RowGroup.MAX_ROWS);
        assertThat(secondMetadata.rows()).isEqualTo(130_000 - RowGroup.MAX_ROWS);
    }

    @Test
    void usedWriterWritesTheNextDocumentAsTheFirst() throws IOException {
        Rows rows = new Rows(1, 4000, 1000, ALL_FIELDS);
        AsciiBuffer out = new AsciiBuffer(0);
        ParquetWriter writer = new ParquetWriter(out, ALL_FIELDS, rows.reports(), Compression.NONE, Rows.RECIPE);
        rows.write(writer, out, new ByteArrayOutputStream());
        ByteArrayOutputStream second = new ByteArrayOutputStream();

        rows.write(writer, out, second);

        assertThat(second.toByteArray()).isEqualTo(rows.parquet(Compression.NONE));
    }

    @Test
    void fullRowGroupTakesNoMore() {
        Rows rows = new Rows(0, 4000, RowGroup.MAX_ROWS + 1L, RecordFields.CORE);
        RowGroup group = new RowGroup(RecordFields.CORE, rows.reports(), Compression.NONE);
        TransactionSource source = rows.source(group);
        for (int i = 0; i < RowGroup.MAX_ROWS; i++) {
            source.draw();
        }

        assertThat(group.isFull()).isTrue();
        assertThatThrownBy(source::draw).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bytesOfAnotherRowGroupAreRefused() throws IOException {
        Rows rows = new Rows(0, 4000, 10, RecordFields.CORE);
        RowGroup group = new RowGroup(RecordFields.CORE, rows.reports(), Compression.NONE);
        TransactionSource source = rows.source(group);
        source.draw();
        RowGroupMetadata metadata = group.writeTo(new ByteArrayOutputStream());
        ParquetFile file =
                new ParquetFile(new ByteArrayOutputStream(), RecordFields.CORE, Compression.NONE, Rows.RECIPE);
        file.begin();

        assertThatThrownBy(() -> file.append(new ByteArrayOutputStream(), metadata))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
