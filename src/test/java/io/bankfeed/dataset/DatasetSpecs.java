package io.bankfeed.dataset;

import static io.bankfeed.core.transaction.IsoTime.micros;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.transaction.ReportSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Specs for tests, and their datasets. */
public final class DatasetSpecs {

    private static final Bank BANK = new Bank(20261122, 4000, 1000, Map.of());

    private DatasetSpecs() {}

    static DatasetSpec of(DatasetFormat format, long offset, long count, RecordFields fields) {
        long startMicros = micros("2026-11-22T00:00:00+07:00");
        EventTimeSpec events = new EventTimeSpec(BANK, 0.2, startMicros, 5, FraudModel.TEXTBOOK);
        return new DatasetSpec(events, count, offset, Part.WHOLE, fields, ReportSettings.DEFAULT, format);
    }

    static DatasetSpec of(DatasetFormat format, long offset, long count, boolean labelled) {
        return of(format, offset, count, labelled ? RecordFields.LABELLED : RecordFields.CORE);
    }

    static DatasetSpec of(DatasetFormat format, long count) {
        return of(format, 0, count, false);
    }

    /** A part of a few rows of CSV. */
    public static DatasetSpec part(Part part) {
        DatasetSpec whole = of(DatasetFormat.CSV, 10);
        return new DatasetSpec(
                whole.events(), whole.count(), whole.offset(), part, whole.fields(), whole.reports(), whole.format());
    }

    /** A dataset with about this many transactions in the 5 minutes before its offset, which are drawn too. */
    static DatasetSpec drawingBefore(int drawnBefore, long count) {
        DatasetSpec some = of(DatasetFormat.NDJSON, count);
        double perSecond = drawnBefore / 300.0;
        long offset = 1_000_000_000_000L;
        return new DatasetSpec(
                new EventTimeSpec(BANK, 0.05, some.events().startMicros(), perSecond, FraudModel.TEXTBOOK),
                count,
                offset,
                Part.WHOLE,
                some.fields(),
                some.reports(),
                DatasetFormat.NDJSON);
    }

    /** The whole dataset in one write. */
    static byte[] whole(DatasetSpec spec) {
        AsciiBuffer out = new AsciiBuffer(0);
        DatasetWriter writer = new DatasetWriter(spec, out);
        while (!writer.isComplete()) {
            writer.write(Integer.MAX_VALUE);
        }
        return out.toByteArray();
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] decompressed(byte[] gzip) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
