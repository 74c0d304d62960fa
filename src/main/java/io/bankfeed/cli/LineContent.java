package io.bankfeed.cli;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.dataset.DatasetSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * A data set of lines. One thread draws, since a transaction depends on those before it, and others encode and compress
 * some lines each. The bytes do not depend on the number of threads.
 */
final class LineContent implements Content {

    /** Some dozens of kilobytes, so that few lines are in memory at once. */
    private static final int LINES = 500;

    private static final int SLOTS_PER_THREAD = 3;

    private final DatasetSpec spec;
    private final boolean gzip;
    private final int encoders;
    private final Progress progress;

    /** @param threads how many draw and encode, at least 1 */
    LineContent(DatasetSpec spec, boolean gzip, int threads, Progress progress) {
        this.spec = spec;
        this.gzip = gzip;
        encoders = threads - 1;
        this.progress = progress;
    }

    @Override
    public long writeTo(OutputStream out) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, encoders));
        try {
            return write(out, encoders == 0 ? Runnable::run : pool);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            pool.shutdownNow();
        }
    }

    private long write(OutputStream out, Executor pool) throws IOException, InterruptedException {
        Queue<Lines> free = new ArrayDeque<>();
        for (int i = 0; i <= encoders * SLOTS_PER_THREAD; i++) {
            free.add(new Lines());
        }
        Queue<Future<Lines>> encoded = new ArrayDeque<>();
        Lines[] drawn = {free.remove()};
        drawn[0].begins = true;
        TransactionSource source = new TransactionSource(
                spec.events(),
                spec.offset(),
                spec.count(),
                spec.part(),
                spec.fields().extended(),
                (transaction, label) -> drawn[0].add(transaction, label));
        long rows = 0;
        while (!source.isComplete()) {
            source.draw();
            if (drawn[0].isFull() || source.isComplete()) {
                rows += drawn[0].size();
                FutureTask<Lines> task = new FutureTask<>(drawn[0]::encode);
                pool.execute(task);
                encoded.add(task);
                if (free.isEmpty()) {
                    free.add(write(encoded.remove(), out));
                }
                drawn[0] = free.remove();
            }
        }
        for (Future<Lines> lines : encoded) {
            write(lines, out);
        }
        return rows;
    }

    private Lines write(Future<Lines> encoded, OutputStream out) throws IOException, InterruptedException {
        try {
            Lines lines = encoded.get();
            progress.add(lines.size(), lines.writeTo(out));
            lines.clear();
            return lines;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Some lines of the data set, from being drawn to being written. */
    private final class Lines {

        private final List<Transaction> transactions = new ArrayList<>(LINES);
        private final List<Label> labels = new ArrayList<>(LINES);
        private final AsciiBuffer text = new AsciiBuffer(LINES * TransactionEncoder.TYPICAL_BYTES);
        private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        private final RecordWriter records;
        private boolean begins;

        Lines() {
            FraudReports reports = spec.events().bank().reports(spec.reports());
            records = spec.format().writer(text, spec.fields(), reports, spec.isFromStart());
        }

        void add(Transaction transaction, Label label) {
            transactions.add(transaction);
            labels.add(label);
        }

        boolean isFull() {
            return transactions.size() == LINES;
        }

        int size() {
            return transactions.size();
        }

        Lines encode() {
            if (begins) {
                records.begin();
            }
            for (int i = 0; i < transactions.size(); i++) {
                records.accept(transactions.get(i), labels.get(i));
            }
            if (gzip) {
                try (FastGzip member = new FastGzip(compressed)) {
                    text.writeTo(member);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return this;
        }

        /** Writes the lines, and returns the number of their bytes before compression. */
        int writeTo(OutputStream out) throws IOException {
            if (gzip) {
                compressed.writeTo(out);
            } else {
                text.writeTo(out);
            }
            return text.length();
        }

        void clear() {
            transactions.clear();
            labels.clear();
            text.clear();
            compressed.reset();
            begins = false;
        }
    }
}
