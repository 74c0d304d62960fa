package io.bankfeed.feed;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.streaming.EventId;

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
        BatchDetails details = new BatchDetails(size);
        long nowMicros = generator.generate(
                size, periodNanos / NANOS_PER_MICRO, generator.bank().withPayments((transaction, label) -> {
                    if (transactions.length() > 0) {
                        transactions.append(',');
                    }
                    encoder.append(transaction);
                    long reportedAt = generator.reports().reportedAtMicros(transaction, label);
                    details.add(transactions.length(), transaction.payment(), label, reportedAt);
                }));
        json.clear();
        json.append(BEGINNING);
        head.appendTimestamp(nowMicros);
        json.append(TRANSACTIONS);
        details.moveBy(json.length());
        json.append(transactions).append(END);
        return FeedEvent.of(id, json, details);
    }
}
