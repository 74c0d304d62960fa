package io.bankfeed.core.encoding;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields after the 15 of the feed, in JSON and in CSV. */
final class ExtraFieldsTest {

    private static final RecordFields EXTENDED = new RecordFields(true, LabelFields.NONE);
    private static final RecordFields FULL = new RecordFields(false, LabelFields.FULL);
    private static final RecordFields ALL = new RecordFields(true, LabelFields.FULL);
    private static final Label LAYERING = new Label(
            "money_laundering", new ScenarioStep(0xfedc_ba98_0000_0abcL, "layering", 3, 9, "mule_2", 5_000_000));
    private static final FraudReports REPORTED = (transaction, label) -> micros("2026-11-25T00:00:00.000007+07:00");

    private final ObjectMapper mapper = new ObjectMapper();
    private final AsciiBuffer json = new AsciiBuffer(0);
    private final AsciiBuffer csv = new AsciiBuffer(0);

    @Test
    void paymentFollowsTheFifteenFields() {
        append(EXTENDED, Transactions.PLAIN.withPayment(Transactions.TRANSFER), Label.NORMAL, FraudReports.NONE);

        assertThat(text(json))
                .endsWith("\"transaction_fees_vnd\":489,\"transaction_type\":\"transfer\",\"channel\":\"mobile\","
                        + "\"counterparty_account_id\":\"ACC_001234\",\"counterparty_bank\":\"BANK_07\","
                        + "\"merchant_category\":null}");
        assertThat(text(csv)).endsWith(",489,transfer,mobile,ACC_001234,BANK_07,\r\n");
    }

    @Test
    void merchantCategoryHasFourDigits() {
        Payment payment = new Payment(TransactionType.CARD_PAYMENT, Channel.POS, 910_000_001, 12, 742);
        append(EXTENDED, Transactions.PLAIN.withPayment(payment), Label.NORMAL, FraudReports.NONE);

        assertThat(text(json))
                .endsWith("\"counterparty_account_id\":\"ACC_910000001\",\"counterparty_bank\":\"BANK_12\","
                        + "\"merchant_category\":\"0742\"}");
        assertThat(text(csv)).endsWith(",card_payment,pos,ACC_910000001,BANK_12,0742\r\n");
    }

    @Test
    void fullLabelHasTheScenarioAndTheReport() {
        append(FULL, Transactions.PLAIN, LAYERING, REPORTED);

        assertThat(text(json))
                .endsWith(
                        ",\"is_fraud\":true,\"fraud_type\":\"money_laundering\",\"scenario_id\":\"SCN_fedcba9800000abc\","
                                + "\"scenario_type\":\"layering\",\"scenario_step\":3,\"scenario_steps\":9,"
                                + "\"scenario_role\":\"mule_2\",\"reported_fraud\":true,"
                                + "\"reported_at\":\"2026-11-25T00:00:00.000007+07:00\"}");
        assertThat(text(csv))
                .endsWith(",true,money_laundering,SCN_fedcba9800000abc,layering,3,9,mule_2,true,"
                        + "2026-11-25T00:00:00.000007+07:00\r\n");
    }

    @Test
    void fullLabelWithoutAScenarioOrReportHasNulls() {
        append(FULL, Transactions.PLAIN, Label.NORMAL, FraudReports.NONE);

        assertThat(text(json))
                .endsWith(",\"is_fraud\":false,\"fraud_type\":\"normal\",\"scenario_id\":null,\"scenario_type\":null,"
                        + "\"scenario_step\":null,\"scenario_steps\":null,\"scenario_role\":null,"
                        + "\"reported_fraud\":false,\"reported_at\":null}");
        assertThat(text(csv)).endsWith(",489,false,normal,,,,,,false,\r\n");
    }

    @Test
    void paymentPrecedesTheLabel() {
        append(ALL, Transactions.PLAIN.withPayment(Transactions.TRANSFER), LAYERING, FraudReports.NONE);

        assertThat(text(csv))
                .endsWith(",489,transfer,mobile,ACC_001234,BANK_07,,true,money_laundering,SCN_fedcba9800000abc,"
                        + "layering,3,9,mule_2,false,\r\n");
    }

    @ParameterizedTest
    @EnumSource(TransactionType.class)
    void typesAreWrittenByName(TransactionType type) {
        append(
                EXTENDED,
                Transactions.PLAIN.withPayment(new Payment(type, Channel.ATM, 1, 1, 5411)),
                Label.NORMAL,
                FraudReports.NONE);

        assertThat(text(json)).contains("\"transaction_type\":\"" + type.wireName() + "\",\"channel\":\"atm\",");
        assertThat(text(csv)).contains("," + type.wireName() + ",atm,");
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void channelsAreWrittenByName(Channel channel) {
        append(
                EXTENDED,
                Transactions.PLAIN.withPayment(new Payment(TransactionType.TOP_UP, channel, 1, 1, 5411)),
                Label.NORMAL,
                FraudReports.NONE);

        assertThat(text(json)).contains("\"channel\":\"" + channel.wireName() + "\",\"counterparty_account_id\"");
        assertThat(text(csv)).contains(",top_up," + channel.wireName() + ",ACC_000001,");
    }

    /** With values of any size, in buffers that grow, and with an encoder that is reused. */
    @ParameterizedTest
    @MethodSource("layouts")
    void csvHasTheNamesAndValuesOfTheJson(RecordFields fields) throws Exception {
        Random random = new Random(20261122);
        List<Transaction> transactions = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            transactions.add(Transactions.anyPaid(random));
            labels.add(Transactions.anyLabel(random));
        }
        FraudReports reports = (transaction, label) ->
                transaction.number() % 2 == 0 ? FraudReports.NEVER : transaction.timestampMicros() + 1;

        RecordWriter lines = new NdjsonWriter(json, fields, reports);
        RecordWriter records = new CsvWriter(csv, fields, reports, true);
        records.begin();
        for (int i = 0; i < transactions.size(); i++) {
            lines.accept(transactions.get(i), labels.get(i));
            records.accept(transactions.get(i), labels.get(i));
        }

        String[] rows = text(csv).split("\r\n", -1);
        List<JsonNode> objects = new ArrayList<>();
        for (String line : text(json).split("\n")) {
            objects.add(mapper.readTree(line));
        }
        assertThat(objects).hasSize(2000);
        assertThat(rows).hasSize(2002);
        for (int i = 0; i < objects.size(); i++) {
            List<String> names = new ArrayList<>();
            List<String> values = new ArrayList<>();
            objects.get(i).properties().forEach(property -> {
                names.add(property.getKey());
                values.add(property.getValue().asText("").replace("null", ""));
            });
            assertThat(rows[0].split(",", -1)).containsExactlyElementsOf(names);
            assertThat(rows[i + 1].split(",", -1)).containsExactlyElementsOf(values);
        }
    }

    @Test
    void paymentThatWasNotDrawnIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> append(EXTENDED, Transactions.PLAIN, Label.NORMAL, FraudReports.NONE))
                .withMessage("The payment was not drawn");
    }

    private static Stream<RecordFields> layouts() {
        return Stream.of(LabelFields.values())
                .flatMap(labels -> Stream.of(new RecordFields(false, labels), new RecordFields(true, labels)));
    }

    private void append(RecordFields fields, Transaction transaction, Label label, FraudReports reports) {
        new TransactionEncoder(json, fields, reports).append(transaction, label);
        new CsvEncoder(csv, fields, reports).append(transaction, label);
    }

    private static String text(AsciiBuffer out) {
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }
}
