package io.bankfeed.cli;

import io.bankfeed.core.parquet.Compression;
import io.bankfeed.core.parquet.ParquetFile;
import io.bankfeed.core.parquet.RowGroup;
import io.bankfeed.core.parquet.RowGroupMetadata;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.dataset.DatasetSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A data set as Parquet, one row group of which is encoded at a time. The bytes do not depend on the threads. */
final class ParquetContent implements Content {

    /**
     * By rows, a row group has whole slices, so that the next one is not begun before a thread that filled one is done with
     * it.
     */
    private static final int ROWS_PER_SLICE = RowGroup.MAX_ROWS / 12;

    private final DatasetSpec spec;
    private final Compression compression;
    private final int threads;
    private final Progress progress;
    private long rows;

    /** @param threads how many draw and encode, at least 1 */
    ParquetContent(DatasetSpec spec, Compression compression, int threads, Progress progress) {
        this.spec = spec;
        this.compression = compression;
        this.threads = threads;
        this.progress = progress;
    }

    @Override
    public long writeTo(OutputStream out) throws IOException {
        ParquetFile file = new ParquetFile(out, spec.fields(), compression, spec.parameters());
        file.begin();
        new Pipeline<>(spec.slices(ROWS_PER_SLICE), Rows::new, group -> write(group, file)).run(threads);
        file.end();
        return rows;
    }

    private void write(Rows group, ParquetFile file) throws IOException {
        RowGroupMetadata metadata = Objects.requireNonNull(group.metadata);
        file.append(group.bytes, metadata);
        rows += metadata.rows();
        progress.add(metadata.rows(), metadata.bytes());
        group.bytes.reset();
    }

    private final class Rows implements Pipeline.Piece {

        private final RowGroup rows =
                new RowGroup(spec.fields(), spec.events().bank().reports(spec.reports()), compression);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable RowGroupMetadata metadata;

        @Override
        public void accept(Transaction transaction, Label label) {
            rows.accept(transaction, label);
        }

        @Override
        public boolean isFull() {
            return rows.isFull();
        }

        @Override
        public boolean isEmpty() {
            return rows.isEmpty();
        }

        /** It empties the rows. */
        @Override
        public void encode() throws IOException {
            metadata = rows.writeTo(bytes);
        }
    }
}
