package io.bankfeed.truth;

import io.bankfeed.streaming.StreamedBody;
import io.bankfeed.streaming.WireBuffer;
import io.bankfeed.transaction.AsciiBuffer;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The labels of many transactions as {@code {"labels": [...], "count": n, "pending": [...], "evicted": [...],
 * "unknown": [...]}}, made piece by piece as the connection takes them. A number is looked up when its piece is made.
 * Not thread-safe.
 */
final class LabelsAnswer implements Iterator<Buffer> {

    private static final int NUMBERS_AT_ONCE = 500;

    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"labels\":[");
    private static final byte[] COUNT = AsciiBuffer.ascii("],\"count\":");
    private static final byte[] PENDING = AsciiBuffer.ascii(",\"pending\":[");
    private static final byte[] EVICTED = AsciiBuffer.ascii("],\"evicted\":[");
    private static final byte[] UNKNOWN = AsciiBuffer.ascii("],\"unknown\":[");
    private static final byte[] END = AsciiBuffer.ascii("]}");

    private final Truth truth;
    private final long[] numbers;
    private final List<Finding.Pending> pending = new ArrayList<>();
    private final List<Long> evicted = new ArrayList<>();
    private final List<Long> unknown = new ArrayList<>();
    private int done;
    private int count;
    private boolean ended;

    private LabelsAnswer(Truth truth, long[] numbers) {
        this.truth = truth;
        this.numbers = numbers;
    }

    /** The answer about these transactions, in their order. */
    static StreamedBody of(Truth truth, long[] numbers) {
        return new StreamedBody(
                Buffer.buffer(BEGINNING), Multi.createFrom().iterable(() -> new LabelsAnswer(truth, numbers)));
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Buffer next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        AsciiBuffer out = new AsciiBuffer(NUMBERS_AT_ONCE * LabelEncoder.TYPICAL_BYTES);
        LabelEncoder encoder = new LabelEncoder(truth.texts(), out);
        int to = Math.min(numbers.length, done + NUMBERS_AT_ONCE);
        for (Finding finding : truth.find(numbers, done, to)) {
            sort(finding, encoder, out);
        }
        done = to;
        if (done == numbers.length) {
            ended = true;
            appendRest(encoder, out);
        }
        return WireBuffer.wrap(out.asByteBuffer());
    }

    private void sort(Finding finding, LabelEncoder encoder, AsciiBuffer out) {
        if (finding instanceof Finding.Known known) {
            if (count++ > 0) {
                out.append(',');
            }
            encoder.append(known);
        } else if (finding instanceof Finding.Pending one) {
            pending.add(one);
        } else if (finding instanceof Finding.Evicted) {
            evicted.add(finding.number());
        } else {
            unknown.add(finding.number());
        }
    }

    private void appendRest(LabelEncoder encoder, AsciiBuffer out) {
        out.append(COUNT).append(count).append(PENDING);
        appendEach(pending, encoder::append, out);
        out.append(EVICTED);
        appendEach(evicted, number -> appendId(number, out), out);
        out.append(UNKNOWN);
        appendEach(unknown, number -> appendId(number, out), out);
        out.append(END);
    }

    private static void appendId(long number, AsciiBuffer out) {
        out.append('"');
        TransactionId.append(out, number);
        out.append('"');
    }

    private static <T> void appendEach(List<T> all, Consumer<T> append, AsciiBuffer out) {
        boolean first = true;
        for (T one : all) {
            if (!first) {
                out.append(',');
            }
            first = false;
            append.accept(one);
        }
    }
}
