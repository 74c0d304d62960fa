package io.bankfeed.sink;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelEncoder;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.sink.LaneSource.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Makes the records of a lane: the key is the account, the value is what HTTP gives, and a header has the transaction's
 * number. If the lane is behind for good, another header of transactions says by how much. Not thread-safe.
 */
final class LaneRecords {

    static final String NUMBER = "bankfeed-number";
    static final String BEHIND = "bankfeed-behind";

    private static final byte[] ACCOUNT = AsciiBuffer.ascii("ACC_");
    private static final int ACCOUNT_DIGITS = 6;
    private static final Header JSON = new RecordHeader("content-type", AsciiBuffer.ascii("application/json"));

    private final String topic;
    private final String labelsTopic;
    private final int lane;
    private final long labelDelayMicros;
    private final AsciiBuffer text = new AsciiBuffer(2 * TransactionEncoder.TYPICAL_BYTES);
    private final TransactionEncoder transactions;
    private final LabelEncoder labels;

    private long lastBehind;
    private Header behindHeader = new RecordHeader(BEHIND, AsciiBuffer.ascii("0"));

    LaneRecords(KafkaConfig config, Recipe recipe, int lane) {
        topic = config.topic();
        labelsTopic = config.labelsTopic();
        this.lane = lane;
        labelDelayMicros = recipe.labelDelayMicros();
        labels = new LabelEncoder(text);
        transactions =
                new TransactionEncoder(text, new RecordFields(recipe.extended(), LabelFields.NONE), FraudReports.NONE);
    }

    /**
     * @param dueMicros when it is due, which becomes the time of the record
     * @param behind by how many numbers the lane is behind for good
     */
    ProducerRecord<byte[], byte[]> transaction(Row row, long dueMicros, long behind) {
        text.clear();
        transactions.append(row.transaction(), row.label());
        ProducerRecord<byte[], byte[]> record = record(topic, row.transaction(), dueMicros, text.toByteArray());
        if (behind != 0) {
            record.headers().add(behindHeader(behind));
        }
        return record;
    }

    /** The record of a label, which becomes known with a transaction that is due at a time. */
    ProducerRecord<byte[], byte[]> label(Row row, long dueMicros) {
        Transaction transaction = row.transaction();
        text.clear();
        labels.append(transaction.number(), row.label(), transaction.timestampMicros() + labelDelayMicros);
        return record(labelsTopic, transaction, dueMicros, text.toByteArray());
    }

    /**
     * The number of the transaction of a record.
     *
     * @throws ForeignRecordException if the record was not made by a lane
     */
    static long numberOf(ConsumerRecord<byte[], byte[]> record) {
        Header number = record.headers().lastHeader(NUMBER);
        if (number != null) {
            String digits = new String(number.value(), StandardCharsets.US_ASCII);
            if (digits.matches("[0-9]{1,18}")) {
                return Long.parseLong(digits);
            }
        }
        throw new ForeignRecordException("The record at offset " + record.offset() + " of partition "
                + record.partition() + " of " + record.topic() + " has no header " + NUMBER
                + ": another application writes to this topic");
    }

    /** By how many numbers the lane of a record is behind for good, 0 if the record does not say. */
    static long behindOf(ConsumerRecord<byte[], byte[]> record) {
        Header behind = record.headers().lastHeader(BEHIND);
        String digits = behind == null ? "" : new String(behind.value(), StandardCharsets.US_ASCII);
        return digits.matches("-?[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Kept while it is the same, as it is for most transactions. */
    private Header behindHeader(long behind) {
        if (behind != lastBehind) {
            lastBehind = behind;
            behindHeader = new RecordHeader(BEHIND, AsciiBuffer.ascii(Long.toString(behind)));
        }
        return behindHeader;
    }

    private ProducerRecord<byte[], byte[]> record(String to, Transaction transaction, long dueMicros, byte[] value) {
        text.clear();
        text.append(transaction.number());
        Header number = new RecordHeader(NUMBER, text.toByteArray());
        text.clear();
        text.append(ACCOUNT).appendPadded(transaction.accountNumber(), ACCOUNT_DIGITS);
        return new ProducerRecord<>(to, lane, dueMicros / 1_000, text.toByteArray(), value, List.of(number, JSON));
    }
}
