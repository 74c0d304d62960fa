package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.Mappings;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.generator.TransactionId;
import io.bankfeed.labels.KnownLabel;
import io.bankfeed.sink.LaneSource.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneRecordsTest {

    private static final int LANE = 2;
    private static final long DUE_MICROS = 1_800_000_000_123_456L;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aTransactionHasItsAccountAsKeyAndItsNumberAsHeader() throws Exception {
        Recipe recipe = Recipes.of(3);
        Row row = row(recipe);

        ProducerRecord<byte[], byte[]> record = records(recipe).transaction(row, DUE_MICROS, 0);

        JsonNode value = json.readTree(record.value());
        assertThat(record.topic()).isEqualTo("bankfeed.transactions");
        assertThat(record.partition()).isEqualTo(LANE);
        assertThat(record.timestamp()).isEqualTo(DUE_MICROS / 1_000);
        assertThat(text(record.key())).isEqualTo(value.path("account_id").textValue());
        assertThat(header(record, "bankfeed-number"))
                .isEqualTo(Long.toString(row.transaction().number()));
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(record.headers().lastHeader("bankfeed-behind")).isNull();
        assertThat(value.has("counterparty_account_id")).isFalse();
        assertThat(value.has("is_fraud")).isFalse();
    }

    @Test
    void extendedTransactionsHaveTheirPayment() throws Exception {
        Recipe core = Recipes.of(3);
        Recipe extended = Recipes.of(3, 0, true, 0);

        JsonNode without = json.readTree(
                records(core).transaction(row(core), DUE_MICROS, 0).value());
        JsonNode with = json.readTree(
                records(extended).transaction(row(extended), DUE_MICROS, 0).value());

        assertThat(with.size()).isEqualTo(without.size() + 5);
        assertThat(with.has("counterparty_account_id")).isTrue();
        without.properties()
                .forEach(field -> assertThat(with.path(field.getKey())).isEqualTo(field.getValue()));
    }

    @Test
    void aLabelIsKeyedAsItsTransactionAndKnownAfterTheDelay() throws Exception {
        Recipe recipe = Recipes.of(3, 0, false, 60);
        Row row = row(recipe);

        ProducerRecord<byte[], byte[]> record = records(recipe).label(row, DUE_MICROS);

        JsonNode value = json.readTree(record.value());
        assertThat(record.topic()).isEqualTo("bankfeed.labels");
        assertThat(record.partition()).isEqualTo(LANE);
        assertThat(record.timestamp()).isEqualTo(DUE_MICROS / 1_000);
        assertThat(record.key())
                .isEqualTo(records(recipe).transaction(row, DUE_MICROS, 0).key());
        assertThat(header(record, "bankfeed-number"))
                .isEqualTo(Long.toString(row.transaction().number()));
        assertThat(value.properties().stream().map(field -> field.getKey()))
                .containsExactly("transaction_id", "is_fraud", "fraud_type", "labelled_at");
        assertThat(value.path("is_fraud").booleanValue()).isEqualTo(row.label().isFraud());
        assertThat(io.bankfeed.core.transaction.BankTime.parse(
                        value.path("labelled_at").textValue()))
                .isEqualTo(row.transaction().timestampMicros() + 60_000_000);
    }

    @Test
    void aLabelIsWrittenAsHttpWritesIt() throws Exception {
        Recipe recipe = Recipes.of(3, 0, false, 60);
        LaneRecords records = records(recipe);
        LaneSource source = new LaneSource(recipe, LANE, 0, false);
        Set<String> types = new HashSet<>();
        for (Row row = source.peek(3_000); row != null; row = source.peek(3_000)) {
            source.remove();
            types.add(row.label().fraudType());
            KnownLabel known = new KnownLabel(
                    TransactionId.format(row.transaction().number()),
                    row.label().isFraud(),
                    row.label().fraudType(),
                    TransactionEncoder.timestamp(row.transaction().timestampMicros() + 60_000_000),
                    null);
            assertThat(text(records.label(row, DUE_MICROS).value())).isEqualTo(json.writeValueAsString(known));
        }
        assertThat(types).contains("normal").hasSizeGreaterThan(1);
    }

    @Test
    void theNumberIsReadFromTheLastHeader() {
        assertThat(LaneRecords.numberOf(consumed("1", "123456789012345678"))).isEqualTo(123_456_789_012_345_678L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_234_567_890_123L, -20})
    void aTransactionSaysByHowMuchItsLaneIsBehind(long behind) {
        Recipe recipe = Recipes.of(3);

        ProducerRecord<byte[], byte[]> record = records(recipe).transaction(row(recipe), DUE_MICROS, behind);

        assertThat(header(record, "bankfeed-behind")).isEqualTo(Long.toString(behind));
        ConsumerRecord<byte[], byte[]> consumed = consumed();
        assertThat(LaneRecords.behindOf(consumed)).isZero();
        record.headers().forEach(consumed.headers()::add);
        assertThat(LaneRecords.behindOf(consumed)).isEqualTo(behind);
    }

    @Test
    void theHeaderFollowsTheLane() {
        Recipe recipe = Recipes.of(3);
        LaneRecords records = records(recipe);

        for (long behind : new long[] {5, 5, 7, 5, 0, 5}) {
            Header header = records.transaction(row(recipe), DUE_MICROS, behind)
                    .headers()
                    .lastHeader("bankfeed-behind");
            assertThat(header == null ? "0" : new String(header.value(), StandardCharsets.US_ASCII))
                    .isEqualTo(Long.toString(behind));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "-1", "1.0", "1234567890123456789"})
    void aRecordWithoutANumberIsForeign(String number) {
        assertThatExceptionOfType(ForeignRecordException.class)
                .isThrownBy(() -> LaneRecords.numberOf(number == null ? consumed() : consumed(number)))
                .withMessage("The record at offset 7 of partition 2 of topic has no header bankfeed-number:"
                        + " another application writes to this topic");
    }

    private LaneRecords records(Recipe recipe) {
        return new LaneRecords(Mappings.mapping(KafkaConfig.class, java.util.Map.of()), recipe, LANE);
    }

    private static Row row(Recipe recipe) {
        Row row = new LaneSource(recipe, LANE, 0, recipe.extended()).peek(100);
        assertThat(row).isNotNull();
        return row;
    }

    private static ConsumerRecord<byte[], byte[]> consumed(String... numbers) {
        RecordHeaders headers = new RecordHeaders();
        for (String number : List.of(numbers)) {
            headers.add(new RecordHeader("bankfeed-number", number.getBytes(StandardCharsets.US_ASCII)));
        }
        return new ConsumerRecord<>(
                "topic",
                LANE,
                7,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return text(header.value());
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
