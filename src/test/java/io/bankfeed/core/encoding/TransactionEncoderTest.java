package io.bankfeed.core.encoding;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.IsoTime;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionEncoderTest {

    @Test
    void transactionIsWrittenAsDocumented() {
        assertThat(encoded(Transactions.PLAIN))
                .isEqualTo("{\"transaction_id\":\"TXN_00000042\",\"account_id\":\"ACC_001007\",\"branch_id\":3,"
                        + "\"transaction_amount_vnd\":1250000,\"transaction_hour\":17,"
                        + "\"transaction_timestamp\":\"2026-11-22T17:03:12.123456+07:00\","
                        + "\"location_city\":\"Da Nang\",\"device_id\":\"DEV_23456\",\"biometric_failure_count\":0,"
                        + "\"transaction_frequency_5min\":1,\"total_loans_vnd\":442413,\"num_transactions\":275,"
                        + "\"npl_flag\":false,\"total_deposits_vnd\":488942,\"transaction_fees_vnd\":489}");
    }

    @Test
    void jacksonReadsBackEveryTransaction() throws JsonProcessingException {
        Random random = new Random(20261122);

        for (int i = 0; i < 4000; i++) {
            Transaction transaction = Transactions.any(random);

            assertThat(TransactionReader.read(encoded(transaction))).isEqualTo(transaction);
        }
    }

    @Test
    void encoderIsReusedForTransactionsOfAnyTime() throws JsonProcessingException {
        AsciiBuffer out = new AsciiBuffer(0);
        TransactionEncoder encoder = new TransactionEncoder(out);
        List<Transaction> transactions = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            transactions.add(Transactions.any(random));
        }

        for (Transaction transaction : transactions) {
            encoder.append(transaction);
            out.append('\n');
        }

        String[] lines = text(out).split("\n");
        assertThat(lines).hasSize(transactions.size());
        for (int i = 0; i < lines.length; i++) {
            assertThat(TransactionReader.read(lines[i])).isEqualTo(transactions.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 99, 100, 101, 999_999_999_999L, 1L << 53, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void amountsOfAnySizeAreWrittenInFull(long vnd) throws JsonProcessingException {
        Transaction transaction = with(1, 1, vnd, Transactions.PLAIN.timestampMicros(), Location.HUE, false, true);

        assertThat(TransactionReader.read(encoded(transaction))).isEqualTo(transaction);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1, 9_999_999, 10_000_000, 99_999_999, 100_000_000, 100_000_001, 12_345_678_901L, Long.MAX_VALUE})
    void transactionNumbersHaveAtLeastEightDigits(long number) throws JsonProcessingException {
        Transaction transaction =
                with(number, 1000, 1, Transactions.PLAIN.timestampMicros(), Location.HUE, false, false);

        assertThat(encoded(transaction)).contains("\"transaction_id\":\"TXN_%08d\"".formatted(number));
        assertThat(TransactionReader.read(encoded(transaction))).isEqualTo(transaction);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 4999, 99_999, 100_000, 999_999, 1_000_000, 910_000_000, Integer.MAX_VALUE})
    void accountNumbersHaveAtLeastSixDigits(int number) throws JsonProcessingException {
        Transaction transaction = with(1, number, 1, Transactions.PLAIN.timestampMicros(), Location.HUE, false, false);

        assertThat(encoded(transaction)).contains("\"account_id\":\"ACC_%06d\"".formatted(number));
        assertThat(TransactionReader.read(encoded(transaction))).isEqualTo(transaction);
    }

    @ParameterizedTest
    @EnumSource(Location.class)
    void locationsAreWrittenByName(Location location) throws JsonProcessingException {
        Transaction transaction = with(1, 1000, 1, Transactions.PLAIN.timestampMicros(), location, false, false);

        assertThat(TransactionReader.read(encoded(transaction))).isEqualTo(transaction);
    }

    @Test
    void newDevicesAreMarked() {
        Transaction transaction = with(1, 1000, 1, Transactions.PLAIN.timestampMicros(), Location.HUE, true, false);

        assertThat(encoded(transaction)).contains("\"device_id\":\"DEV_NEW_23456\"");
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void timestampsAreExactToTheMicrosecond(long epochMicros) throws JsonProcessingException {
        Transaction transaction = with(1, 1000, 1, epochMicros, Location.HUE, false, false);

        assertThat(TransactionReader.read(encoded(transaction))).isEqualTo(transaction);
    }

    @Test
    void timestampIsWrittenWithoutQuotationMarks() {
        AsciiBuffer out = new AsciiBuffer(0);

        new TransactionEncoder(out).appendTimestamp(micros("2028-02-29T00:00:00.000001+07:00"));

        assertThat(text(out)).isEqualTo("2028-02-29T00:00:00.000001+07:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "money_laundering", "a", "p2"})
    void labelReplacesTheClosingBrace(String fraudType) throws JsonProcessingException {
        Label label = new Label(fraudType);
        Random random = new Random(5);

        for (int i = 0; i < 500; i++) {
            Transaction transaction = Transactions.any(random);
            AsciiBuffer out = new AsciiBuffer(0);
            labelled(out).append(transaction, label);
            AsciiBuffer end = new AsciiBuffer(0);
            labelled(end).appendEnd(transaction.payment(), label, FraudReports.NEVER);
            String raw = encoded(transaction);
            JsonNode read = new ObjectMapper().readTree(text(out));

            assertThat(text(out)).isEqualTo(raw.substring(0, raw.length() - 1) + text(end));
            assertThat(read.path("is_fraud")).isEqualTo(BooleanNode.valueOf(!fraudType.equals("normal")));
            assertThat(read.path("fraud_type")).isEqualTo(TextNode.valueOf(fraudType));
            assertThat(read).hasSize(TransactionReader.FIELDS.size() + 2);
            assertThat(((ObjectNode) read).remove(List.of("is_fraud", "fraud_type")))
                    .isEqualTo(new ObjectMapper().readTree(raw));
        }
    }

    @Test
    void encoderWritesTheLabelOfEachTransaction() {
        AsciiBuffer out = new AsciiBuffer(0);
        TransactionEncoder encoder = labelled(out);

        encoder.append(Transactions.PLAIN, new Label("loan_fraud"));
        encoder.append(Transactions.PLAIN);
        encoder.append(Transactions.PLAIN, Label.NORMAL);
        encoder.append(Transactions.PLAIN, new Label("loan_fraud"));

        String raw = encoded(Transactions.PLAIN);
        String open = raw.substring(0, raw.length() - 1);
        assertThat(text(out))
                .isEqualTo(open + ",\"is_fraud\":true,\"fraud_type\":\"loan_fraud\"}" + raw + open
                        + ",\"is_fraud\":false,\"fraud_type\":\"normal\"}" + open
                        + ",\"is_fraud\":true,\"fraud_type\":\"loan_fraud\"}");
    }

    @Test
    void typicalTransactionFitsTheTypicalSize() {
        // Buffers are allocated with this size: a smaller one would be copied, and a much larger one would waste
        // memory.
        assertThat(encoded(Transactions.PLAIN).length())
                .isBetween(TransactionEncoder.TYPICAL_BYTES * 3 / 4, TransactionEncoder.TYPICAL_BYTES);
    }

    /** The starts of days, hours and the epoch, and the microseconds around them. */
    private static LongStream boundaries() {
        return List.of(
                        "1970-01-01T00:00:00+07:00",
                        "1970-01-01T07:00:00+07:00",
                        "1999-12-31T23:00:00+07:00",
                        "2000-02-29T00:00:00+07:00",
                        "2026-11-22T00:00:00+07:00",
                        "2026-11-22T09:00:00+07:00",
                        "2026-11-22T10:00:00+07:00",
                        "2026-11-22T23:59:00+07:00",
                        "2027-01-01T00:00:00+07:00",
                        "2028-02-29T00:00:00+07:00",
                        "2028-03-01T00:00:00+07:00",
                        "2100-03-01T00:00:00+07:00",
                        "2199-12-31T23:59:59+07:00")
                .stream()
                .mapToLong(IsoTime::micros)
                .flatMap(boundary -> LongStream.of(boundary - 1, boundary, boundary + 1, boundary + 999_999));
    }

    private static Transaction with(
            long number,
            int account,
            long vnd,
            long timestampMicros,
            Location location,
            boolean newDevice,
            boolean nonPerforming) {
        return new Transaction(
                number,
                account,
                10,
                vnd,
                timestampMicros,
                location,
                23_456,
                newDevice,
                5,
                1,
                vnd,
                1,
                nonPerforming,
                vnd,
                vnd);
    }

    private static TransactionEncoder labelled(AsciiBuffer out) {
        return new TransactionEncoder(out, RecordFields.LABELLED, FraudReports.NONE);
    }

    private static String encoded(Transaction transaction) {
        AsciiBuffer out = new AsciiBuffer(0);
        new TransactionEncoder(out).append(transaction);
        return text(out);
    }

    private static String text(AsciiBuffer out) {
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
