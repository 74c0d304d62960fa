package io.bankfeed.core.encoding;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordWriterTest {

    private static final Label FRAUD = new Label("loan_fraud");
    private static final long TIME = micros("2026-11-22T17:03:12.123456+07:00");

    private final Random random = new Random(42);
    private final Transaction first = Transactions.any(random);
    private final Transaction second = Transactions.any(random);
    private final AsciiBuffer out = new AsciiBuffer(0);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jsonIsOneDocument(boolean labelled) {
        assertThat(written(new JsonWriter(out, fields(labelled), FraudReports.NONE)))
                .isEqualTo("{\"transactions\":[" + json(first, labelled) + "," + json(second, labelled)
                        + "],\"count\":2,\"timestamp\":\"2026-11-22T17:03:12.123456+07:00\"}");
    }

    @Test
    void jsonWithoutTransactionsIsADocumentToo() {
        RecordWriter writer = new JsonWriter(out, RecordFields.CORE, FraudReports.NONE);
        writer.begin();
        writer.end(TIME);

        assertThat(text())
                .isEqualTo("{\"transactions\":[],\"count\":0,\"timestamp\":\"2026-11-22T17:03:12.123456+07:00\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ndjsonIsOneLinePerTransaction(boolean labelled) {
        assertThat(written(new NdjsonWriter(out, fields(labelled), FraudReports.NONE)))
                .isEqualTo(json(first, labelled) + "\n" + json(second, labelled) + "\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void csvHasALabelledHeaderForLabelledRecords(boolean labelled) {
        String[] lines = written(new CsvWriter(out, fields(labelled), FraudReports.NONE, true))
                .split("\r\n", -1);

        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("transaction_id,").endsWith(labelled ? ",fraud_type" : ",transaction_fees_vnd");
        assertThat(lines[1]).matches(line -> line.endsWith(",true,loan_fraud") == labelled);
        assertThat(lines[2]).matches(line -> line.endsWith(",false,normal") == labelled);
        assertThat(lines[3]).isEmpty();
    }

    @Test
    void csvHeaderIsOptional() {
        assertThat(written(new CsvWriter(out, RecordFields.CORE, FraudReports.NONE, false)))
                .startsWith("TXN_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "csv"})
    void writerIsReusable(String format) {
        RecordWriter writer = switch (format) {
            case "json" -> new JsonWriter(out, RecordFields.LABELLED, FraudReports.NONE);
            case "ndjson" -> new NdjsonWriter(out, RecordFields.LABELLED, FraudReports.NONE);
            default -> new CsvWriter(out, RecordFields.LABELLED, FraudReports.NONE, true);
        };

        assertThat(written(writer)).isEqualTo(written(writer));
    }

    private String written(RecordWriter writer) {
        out.clear();
        writer.begin();
        writer.accept(first, FRAUD);
        writer.accept(second, Label.NORMAL);
        writer.end(TIME);
        return text();
    }

    private static RecordFields fields(boolean labelled) {
        return labelled ? RecordFields.LABELLED : RecordFields.CORE;
    }

    private String json(Transaction transaction, boolean labelled) {
        AsciiBuffer json = new AsciiBuffer(0);
        new TransactionEncoder(json, fields(labelled), FraudReports.NONE)
                .append(transaction, transaction == first ? FRAUD : Label.NORMAL);
        return new String(json.toByteArray(), StandardCharsets.US_ASCII);
    }

    private String text() {
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }
}
