package io.bankfeed.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvWriter;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ReportSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The lines of CSV that the core writes of the transactions of {@link Spark#read}. */
final class Expected {

    private Expected() {}

    /** @param lines receives the header, and then the lines, without their ends */
    static void lines(double difficulty, long offset, long count, Consumer<byte[]> lines) {
        Map<String, Double> weights = new LinkedHashMap<>();
        FraudPattern.ALL.forEach(pattern -> weights.put(pattern.name(), pattern.defaultWeight()));
        EventTimeSpec events = new EventTimeSpec(
                new Bank(42, 4000, 1000, weights), 0.05, BankTime.parse("2026-01-01"), 1, FraudModel.of(difficulty));
        AsciiBuffer line = new AsciiBuffer(1024);
        CsvWriter csv = new CsvWriter(
                line, new RecordFields(true, LabelFields.FULL), events.bank().reports(ReportSettings.DEFAULT), true);
        TransactionSource source = new TransactionSource(events, offset, count, Part.WHOLE, true, csv);
        csv.begin();
        while (true) {
            if (line.length() > 0) {
                lines.accept(withoutEnd(line.toByteArray()));
                line.clear();
            }
            if (source.isComplete()) {
                return;
            }
            source.draw();
        }
    }

    static String text(byte[] line) {
        return new String(line, US_ASCII);
    }

    private static byte[] withoutEnd(byte[] line) {
        return java.util.Arrays.copyOf(line, line.length - "\r\n".length());
    }
}
