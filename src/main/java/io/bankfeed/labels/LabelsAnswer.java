package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.streaming.StreamedBody;
import io.bankfeed.streaming.WireBuffer;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The labels of many transactions as {@code {"labels": [...], "count": n, "pending": [...], "evicted": [...],
 * "unknown": [...]}}, made piece by piece as the connection takes them, each of 500 entries at most. A number is looked up
 * when its piece is made. Not thread-safe.
 */
final class LabelsAnswer implements Iterator<Buffer> {

    private static final int NUMBERS_AT_ONCE = 500;

    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"labels\":[");
    private static final byte[] COUNT = AsciiBuffer.ascii("],\"count\":");
    private static final byte[] END = AsciiBuffer.ascii("}");

    private final LabelTexts texts;
    private final Finder finder;
    private final long[] numbers;
    private final Rest pending = new Rest(",\"pending\":[");
    private final Rest evicted = new Rest(",\"evicted\":[");
    private final Rest unknown = new Rest(",\"unknown\":[");
    private int done;
    private int count;
    private boolean counted;
    private boolean ended;

    /** What is known of the labels of some of these transactions. */
    interface Finder {
        List<LabelLookup> find(long[] numbers, int from, int to);
    }

    LabelsAnswer(LabelTexts texts, Finder finder, long[] numbers) {
        this.texts = texts;
        this.finder = finder;
        this.numbers = numbers;
    }

    /** The answer about these transactions, in their order. */
    static StreamedBody of(LiveLabels truth, long[] numbers) {
        return new StreamedBody(
                Buffer.buffer(BEGINNING),
                Multi.createFrom().iterable(() -> new LabelsAnswer(truth.texts(), truth::find, numbers)));
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
        LabelEncoder encoder = new LabelEncoder(texts, out);
        int room = NUMBERS_AT_ONCE;
        if (!counted) {
            int before = count;
            findSome(encoder, out);
            room -= count - before;
        }
        if (counted) {
            appendRest(room, encoder, out);
        }
        return WireBuffer.wrap(out.asByteBuffer());
    }

    private void findSome(LabelEncoder encoder, AsciiBuffer out) {
        int to = Math.min(numbers.length, done + NUMBERS_AT_ONCE);
        for (LabelLookup finding : finder.find(numbers, done, to)) {
            sort(finding, encoder, out);
        }
        done = to;
        if (done == numbers.length) {
            counted = true;
            out.append(COUNT).append(count);
        }
    }

    private void sort(LabelLookup finding, LabelEncoder encoder, AsciiBuffer out) {
        if (finding instanceof LabelLookup.Known known) {
            if (count++ > 0) {
                out.append(',');
            }
            encoder.append(known);
        } else if (finding instanceof LabelLookup.Pending) {
            pending.findings.add(finding);
        } else if (finding instanceof LabelLookup.Evicted) {
            evicted.findings.add(finding);
        } else {
            unknown.findings.add(finding);
        }
    }

    private void appendRest(int most, LabelEncoder encoder, AsciiBuffer out) {
        int room = most;
        for (Rest rest : List.of(pending, evicted, unknown)) {
            room -= rest.append(room, encoder, out);
            if (!rest.written) {
                return;
            }
        }
        out.append(END);
        ended = true;
    }

    /** Transactions without a label to be told, for one reason. */
    private static final class Rest {

        private final byte[] beginning;
        private final List<LabelLookup> findings = new ArrayList<>();
        private int done;
        private boolean written;

        private Rest(String beginning) {
            this.beginning = AsciiBuffer.ascii(beginning);
        }

        /**
         * Appends what is left.
         *
         * @param most how many at most
         * @return how many were appended
         */
        private int append(int most, LabelEncoder encoder, AsciiBuffer out) {
            if (written || most == 0) {
                return 0;
            }
            int from = done;
            int to = Math.min(findings.size(), from + most);
            if (from == 0) {
                out.append(beginning);
            }
            for (; done < to; done++) {
                if (done > 0) {
                    out.append(',');
                }
                append(findings.get(done), encoder, out);
            }
            if (done == findings.size()) {
                out.append(']');
                written = true;
            }
            return to - from;
        }

        private static void append(LabelLookup finding, LabelEncoder encoder, AsciiBuffer out) {
            if (finding instanceof LabelLookup.Pending one) {
                encoder.append(one);
            } else {
                out.append('"');
                TransactionId.append(out, finding.number());
                out.append('"');
            }
        }
    }
}
