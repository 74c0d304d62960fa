package io.bankfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.FastGzip;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.parquet.Compression;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.dataset.DatasetFormat;
import io.bankfeed.dataset.DatasetSpec;
import io.bankfeed.dataset.DatasetWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files have the bytes that one thread gives which draws and encodes one transaction after the other. */
final class ContentTest {

    private static final int LINES = 500;

    private final PrintWriter messages = new PrintWriter(OutputStream.nullOutputStream());
    private final Progress progress = new Progress(1, messages, InstantSource.fixed(Instant.EPOCH), false);

    /** Only two cases have difficulty 1, whose world takes up to a second each time. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1, 1, ROWS",
        "0, 0, 499, 1, 1, ROWS",
        "0, 0, 500, 1, 1, ROWS",
        "0, 0, 501, 1, 1, ROWS",
        "0, 0, 2, 1, 3, ROWS",
        "0, 3000, 20011, 1, 1, ROWS",
        "0, 0, 40011, 2, 2, ROWS",
        "0, 3000, 40011, 2, 3, ACCOUNTS",
        "0, 0, 1, 2, 9999, ACCOUNTS",
        "1, 3000, 20011, 2, 2, ROWS",
        "1, 0, 30011, 2, 3, ACCOUNTS",
    })
    void linesAreThoseOfOneThread(double difficulty, long offset, long count, int number, int parts, Part.By by)
            throws IOException {
        DatasetSpec spec = spec(DatasetFormat.CSV, difficulty, offset, count, new Part(number, parts, by));
        byte[] expected = lines(spec, false);
        for (int threads : new int[] {1, 2, 3}) {
            assertThat(bytes(new LineContent(spec, false, threads, progress))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void compressedLinesAreThoseOfOneThread(int threads) throws IOException {
        DatasetSpec spec = spec(DatasetFormat.NDJSON, 0, 3000, 40011, new Part(2, 3, Part.By.ACCOUNTS));
        assertThat(bytes(new LineContent(spec, true, threads, progress))).isEqualTo(lines(spec, true));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 1, 1, ROWS",
        "0, 3000, 130011, 1, 1, ROWS",
        "0, 0, 10011, 2, 3, ACCOUNTS",
        "0, 0, 1, 2, 9999, ACCOUNTS",
        "1, 3000, 130011, 2, 2, ROWS",
        "1, 0, 10011, 2, 3, ACCOUNTS",
    })
    void parquetIsThatOfOneThread(double difficulty, long offset, long count, int number, int parts, Part.By by)
            throws IOException {
        DatasetSpec spec = spec(DatasetFormat.PARQUET, difficulty, offset, count, new Part(number, parts, by));
        AsciiBuffer expected = new AsciiBuffer(1);
        DatasetWriter writer = new DatasetWriter(spec, expected);
        while (!writer.isComplete()) {
            writer.write(LINES);
        }
        for (int threads : new int[] {1, 3}) {
            assertThat(bytes(new ParquetContent(spec, Compression.NONE, threads, progress)))
                    .isEqualTo(expected.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void outputThatFailsEndsAllThreads(int threads) {
        DatasetSpec spec = spec(DatasetFormat.CSV, 0, 0, 1_000_000_000_000L, Part.WHOLE);
        OutputStream full = new OutputStream() {

            private long length;

            @Override
            public void write(int b) throws IOException {
                throw new IOException("not used");
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                length += count;
                if (length > 1_000_000) {
                    throw new IOException("No space left on device");
                }
            }
        };

        assertThatThrownBy(() -> new LineContent(spec, false, threads, progress).writeTo(full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void interruptEndsAllThreads() {
        DatasetSpec spec = spec(DatasetFormat.CSV, 0, 0, 1_000_000_000_000L, Part.WHOLE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new LineContent(spec, false, 2, progress).writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toByteArray();
    }

    private static byte[] lines(DatasetSpec spec, boolean gzip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AsciiBuffer text = new AsciiBuffer(1);
        RecordWriter records = DatasetFormat.writer(spec, text);
        records.begin();
        long[] lines = {0};
        TransactionSource source = spec.source((transaction, label) -> {
            records.accept(transaction, label);
            lines[0]++;
        });
        while (!source.isComplete()) {
            source.draw();
            if (lines[0] == LINES || source.isComplete()) {
                if (gzip) {
                    try (FastGzip member = new FastGzip(out)) {
                        text.writeTo(member);
                    }
                } else {
                    text.writeTo(out);
                }
                text.clear();
                lines[0] = 0;
            }
        }
        return out.toByteArray();
    }

    private static DatasetSpec spec(DatasetFormat format, double difficulty, long offset, long count, Part part) {
        EventTimeSpec events =
                new EventTimeSpec(Bank.of(42), 0.05, BankTime.parse("2026-01-05"), 20, FraudModel.of(difficulty));
        RecordFields fields = new RecordFields(true, LabelFields.FULL);
        return new DatasetSpec(events, count, offset, part, fields, ReportSettings.DEFAULT, format);
    }
}
