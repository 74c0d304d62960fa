package io.bankfeed.feed;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.streaming.EventId;
import java.util.ArrayList;
import java.util.List;

/**
 * Generates batches of the bank's transactions as {@code {"timestamp": ..., "transactions": [...]}}. Not thread-safe.
 */
final class GeneratedBatches implements BatchEncoder {

    private static final int NANOS_PER_MICRO = 1_000;
    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"timestamp\":\"");
    private static final byte[] TRANSACTIONS = AsciiBuffer.ascii("\",\"transactions\":[");
    private static final byte[] END = AsciiBuffer.ascii("]}");

    private final TransactionGenerator generator;
    private final AsciiBuffer transactions = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
    private final TransactionEncoder encoder = new TransactionEncoder(transactions);
    private final AsciiBuffer json = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
    private final TransactionEncoder head = new TransactionEncoder(json);

    GeneratedBatches(TransactionGenerator generator) {
        this.generator = generator;
    }

    @Override
    public FeedEvent encode(EventId id, int size, long periodNanos) {
        transactions.clear();
        List<Label> labels = new ArrayList<>(size);
        int[] ends = new int[size];
        long nowMicros = generator.generate(size, periodNanos / NANOS_PER_MICRO, (transaction, label) -> {
            if (transactions.length() > 0) {
                transactions.append(',');
            }
            encoder.append(transaction);
            ends[labels.size()] = transactions.length();
            labels.add(label);
        });
        json.clear();
        json.append(BEGINNING);
        head.appendTimestamp(nowMicros);
        json.append(TRANSACTIONS);
        for (int i = 0; i < size; i++) {
            ends[i] += json.length();
        }
        json.append(transactions).append(END);
        return FeedEvent.of(id, json, ends, labels.toArray(Label[]::new));
    }
}
