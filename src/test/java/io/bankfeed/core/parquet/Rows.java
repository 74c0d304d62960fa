package io.bankfeed.core.parquet;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvWriter;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.transaction.TransactionSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Some transactions for tests, which can be written in several formats.
 *
 * @param count how many
 */
record Rows(double difficulty, int accounts, long count, RecordFields fields) {

    static final Map<String, String> RECIPE = Map.of("seed", "42");

    /** The transactions as one document. */
    void write(RecordWriter writer, AsciiBuffer out, OutputStream target) throws IOException {
        long[] lastMicros = {0};
        TransactionSource source = source((transaction, label) -> {
            lastMicros[0] = transaction.timestampMicros();
            writer.accept(transaction, label);
        });
        writer.begin();
        while (!source.isComplete()) {
            source.draw();
            out.writeTo(target);
            out.clear();
        }
        writer.end(lastMicros[0]);
        out.writeTo(target);
        out.clear();
    }

    byte[] parquet(Compression compression) throws IOException {
        AsciiBuffer out = new AsciiBuffer(1 << 16);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        write(new ParquetWriter(out, fields, reports(), compression, RECIPE), out, file);
        return file.toByteArray();
    }

    void writeParquet(Path file, Compression compression) throws IOException {
        Files.write(file, parquet(compression));
    }

    void writeCsv(Path file) throws IOException {
        AsciiBuffer out = new AsciiBuffer(1 << 16);
        try (OutputStream target = Files.newOutputStream(file)) {
            write(new CsvWriter(out, fields, reports(), true), out, target);
        }
    }

    TransactionSource source(TransactionSink sink) {
        return new TransactionSource(spec(), 0, count, Part.WHOLE, fields.extended(), sink);
    }

    FraudReports reports() {
        return spec().bank().reports(ReportSettings.DEFAULT);
    }

    private EventTimeSpec spec() {
        Bank bank = new Bank(42, accounts, 1000, Bank.of(42).fraudWeights());
        return new EventTimeSpec(bank, 0.05, BankTime.parse("2026-01-01"), 1, FraudModel.of(difficulty));
    }
}
