package io.bankfeed.feed;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import java.nio.ByteBuffer;

/**
 * What is known about the transactions of a batch beside their 15 fields, from which its variants with more fields are
 * derived. Filled by one thread, and thread-safe afterwards.
 */
final class BatchDetails {

    /** Of each transaction: its end, two references, the time of its report, and its payment. */
    private static final int BYTES_PER_TRANSACTION = 52;

    /** A label with a step belongs to one transaction; the others are shared. */
    private static final int BYTES_PER_STEP = 80;

    // Typical sizes: a buffer that is too small is copied, and one that is too large wastes memory.
    private static final int PAYMENT_JSON_BYTES = 185;
    private static final int TRUTH_JSON_BYTES = 52;
    private static final int FULL_LABEL_JSON_BYTES = 230;

    private final int[] ends;
    private final Payment[] payments;
    private final Label[] labels;
    private final long[] reportedAtMicros;
    private int size;
    private int steps;

    /** @param capacity the number of transactions of the batch */
    BatchDetails(int capacity) {
        ends = new int[capacity];
        payments = new Payment[capacity];
        labels = new Label[capacity];
        reportedAtMicros = new long[capacity];
    }

    /**
     * Adds the next transaction.
     *
     * @param end where it ends in the JSON of the transactions
     * @param reportedAt when it is reported as fraud, in microseconds since 1970-01-01T00:00Z, or
     *     {@link FraudReports#NEVER}
     */
    void add(int end, Payment payment, Label label, long reportedAt) {
        ends[size] = end;
        payments[size] = payment;
        labels[size] = label;
        reportedAtMicros[size] = reportedAt;
        size++;
        steps += label.step() == null ? 0 : 1;
    }

    /** Moves all transactions by the number of bytes that precede them. */
    void moveBy(int bytes) {
        for (int i = 0; i < size; i++) {
            ends[i] += bytes;
        }
    }

    /** About how many bytes of the heap it uses. */
    int heapBytes() {
        return size * BYTES_PER_TRANSACTION + steps * BYTES_PER_STEP;
    }

    /** A copy of a text, in which each transaction has the given fields instead of only 15. */
    ByteBuffer with(RecordFields fields, ByteBuffer text) {
        AsciiBuffer copy = new AsciiBuffer(text.limit() + size * extraBytes(fields));
        TransactionEncoder encoder = new TransactionEncoder(copy, fields, FraudReports.NONE);
        int from = 0;
        for (int i = 0; i < size; i++) {
            copy.append(text.slice(from, ends[i] - 1 - from));
            encoder.appendEnd(payments[i], labels[i], reportedAtMicros[i]);
            from = ends[i];
        }
        copy.append(text.slice(from, text.limit() - from));
        return copy.asByteBuffer();
    }

    private static int extraBytes(RecordFields fields) {
        return (fields.extended() ? PAYMENT_JSON_BYTES : 0)
                + switch (fields.labels()) {
                    case NONE -> 0;
                    case TRUTH -> TRUTH_JSON_BYTES;
                    case FULL -> FULL_LABEL_JSON_BYTES;
                };
    }
}
