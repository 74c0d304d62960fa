package io.bankfeed.cli;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.FastGzip;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.dataset.DatasetFormat;
import io.bankfeed.dataset.DatasetSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A data set of lines, some of which are encoded and compressed at a time. The bytes do not depend on the threads. */
final class LineContent implements Content {

    private static final int LINES = 500;

    /** Several for each account, whose activity moves from one processor to another with each slice. */
    private static final int ROWS_PER_SLICE = 20 * LINES;

    private final DatasetSpec spec;
    private final boolean gzip;
    private final int threads;
    private final Progress progress;
    private long rows;

    /** @param threads how many draw and encode, at least 1 */
    LineContent(DatasetSpec spec, boolean gzip, int threads, Progress progress) {
        this.spec = spec;
        this.gzip = gzip;
        this.threads = threads;
        this.progress = progress;
    }

    @Override
    public long writeTo(OutputStream out) throws IOException {
        Pipeline<Lines> pipeline = new Pipeline<>(spec.slices(ROWS_PER_SLICE), Lines::new, lines -> write(lines, out));
        pipeline.current().isFirst = true;
        pipeline.run(threads);
        return rows;
    }

    private void write(Lines lines, OutputStream out) throws IOException {
        lines.writeTo(out);
        rows += lines.transactions.size();
        progress.add(lines.transactions.size(), gzip ? lines.compressed.size() : lines.text.length());
        lines.clear();
    }

    private final class Lines implements Pipeline.Piece {

        private List<Transaction> transactions = new ArrayList<>(LINES);
        private List<Label> labels = new ArrayList<>(LINES);
        private final AsciiBuffer text = new AsciiBuffer(LINES * TransactionEncoder.TYPICAL_BYTES);
        private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        private final RecordWriter records = DatasetFormat.writer(spec, text);
        private boolean isFirst;

        @Override
        public void accept(Transaction transaction, Label label) {
            transactions.add(transaction);
            labels.add(label);
        }

        @Override
        public boolean isFull() {
            return transactions.size() == LINES;
        }

        /** The header is in the first piece. */
        @Override
        public boolean isEmpty() {
            return transactions.isEmpty() && !isFirst;
        }

        @Override
        public void encode() throws IOException {
            if (isFirst) {
                records.begin();
            }
            for (int i = 0; i < transactions.size(); i++) {
                records.accept(transactions.get(i), labels.get(i));
            }
            if (gzip) {
                try (FastGzip member = new FastGzip(compressed)) {
                    text.writeTo(member);
                }
            }
        }

        void writeTo(OutputStream out) throws IOException {
            if (gzip) {
                compressed.writeTo(out);
            } else {
                text.writeTo(out);
            }
        }

        void clear() {
            transactions = new ArrayList<>(LINES);
            labels = new ArrayList<>(LINES);
            text.clear();
            compressed.reset();
            isFirst = false;
        }
    }
}
