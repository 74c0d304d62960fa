package io.bankfeed.core.encoding;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvEncoderTest {

    /** The last microsecond of the year 9999 at the bank. */
    private static final long LATEST_MICROS = 253_402_275_599_999_999L;

    private static final Transaction LARGEST = new Transaction(
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            LATEST_MICROS,
            Location.HO_CHI_MINH_CITY,
            Integer.MAX_VALUE,
            true,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            true,
            Long.MAX_VALUE,
            Long.MAX_VALUE);

    private static final Transaction SMALLEST = new Transaction(
            0, 0, 0, 0, micros("1970-01-01T00:00:00+07:00"), Location.HUE, 0, false, 0, 0, 0, 0, false, 0, 0);

    private final AsciiBuffer out = new AsciiBuffer(0);
    private final CsvEncoder encoder = new CsvEncoder(out);

    @Test
    void transactionIsWrittenAsOneRecord() {
        encoder.append(Transactions.PLAIN);

        assertThat(text())
                .isEqualTo(
                        "TXN_00000042,ACC_001007,3,1250000,17,2026-11-22T17:03:12.123456+07:00,Da Nang,DEV_23456,0,1,"
                                + "442413,275,false,488942,489\r\n");
    }

    @Test
    void headerHasTheFieldNamesInOrder() {
        encoder.appendHeader();

        assertThat(text()).isEqualTo(String.join(",", TransactionReader.FIELDS) + "\r\n");
    }

    @Test
    void valuesAreThoseOfTheJson() throws JsonProcessingException {
        Random random = new Random(20261122);
        List<Transaction> transactions =
                new ArrayList<>(List.of(Transactions.PLAIN, SMALLEST, LARGEST, Transactions.PLAIN));
        for (int i = 0; i < 4000; i++) {
            transactions.add(Transactions.any(random));
        }

        transactions.forEach(encoder::append);

        String[] records = text().split("\r\n", -1);
        assertThat(records).hasSize(transactions.size() + 1).endsWith("");
        for (int i = 0; i < transactions.size(); i++) {
            AsciiBuffer json = new AsciiBuffer(0);
            new TransactionEncoder(json).append(transactions.get(i));
            assertThat(records[i].split(",", -1)).containsExactlyElementsOf(values(json));
        }
    }

    @Test
    void noValueNeedsQuoting() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            out.clear();
            new CsvEncoder(out, new RecordFields(true, LabelFields.FULL), (transaction, label) -> LATEST_MICROS)
                    .append(Transactions.anyPaid(random), Transactions.anyLabel(random));

            // RFC 4180 requires quotes around commas, quotation marks and line breaks.
            assertThat(text()).matches("([A-Za-z0-9_:.+ -]*,){28}[0-9T:.+-]+\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Location.class)
    void locationsAreWrittenByName(Location location) {
        encoder.append(new Transaction(
                1, 1, 1, 1, Transactions.PLAIN.timestampMicros(), location, 90_001, true, 1, 1, 1, 1, true, 1, 1));

        assertThat(text().split(",", -1)[6]).isEqualTo(location.wireName());
        assertThat(text().split(",", -1)[7]).isEqualTo("DEV_NEW_90001");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 100, 511, 512, 513, 4096, 100_000})
    void bufferOfAnyCapacityGrowsAsNeeded(int capacity) {
        AsciiBuffer buffer = new AsciiBuffer(capacity);
        CsvEncoder other = new CsvEncoder(buffer, RecordFields.LABELLED, FraudReports.NONE);
        StringBuilder expected = new StringBuilder();
        new CsvEncoder(out, RecordFields.LABELLED, FraudReports.NONE).append(LARGEST, new Label("x".repeat(1000)));
        String one = text();

        for (int i = 0; i < 300; i++) {
            other.append(LARGEST, new Label("x".repeat(1000)));
            expected.append(one);
        }

        assertThat(buffer.toByteArray()).asString(StandardCharsets.US_ASCII).isEqualTo(expected.toString());
    }

    @Test
    void earlierContentsOfTheBufferAreKept() {
        out.append(AsciiBuffer.ascii("before\n"));

        encoder.append(SMALLEST);

        assertThat(text())
                .isEqualTo(
                        "before\nTXN_00000000,ACC_000000,0,0,0,1970-01-01T00:00:00.000000+07:00,Hue,DEV_0,0,0,0,0,false,"
                                + "0,0\r\n");
    }

    @Test
    void typicalTransactionFitsTheTypicalSize() {
        encoder.append(Transactions.PLAIN);

        assertThat(out.length()).isBetween(CsvEncoder.TYPICAL_BYTES * 3 / 4, CsvEncoder.TYPICAL_BYTES);
    }

    private static List<String> values(AsciiBuffer json) throws JsonProcessingException {
        List<String> values = new ArrayList<>();
        new ObjectMapper()
                .readTree(new String(json.toByteArray(), StandardCharsets.US_ASCII))
                .elements()
                .forEachRemaining(value -> values.add(value.asText()));
        return values;
    }

    private String text() {
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }
}
