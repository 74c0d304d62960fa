package io.bankfeed.cli;

import io.bankfeed.core.parquet.Compression;
import io.bankfeed.core.parquet.ParquetFile;
import io.bankfeed.core.parquet.RowGroup;
import io.bankfeed.core.parquet.RowGroupMetadata;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.dataset.DatasetSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A data set as Parquet, one row group of which is encoded at a time. The bytes do not depend on the threads. */
final class ParquetContent implements Content {

    /** A row group takes some dozens of megabytes, so there is one for each thread. */
    private static final int PIECES_OF_THREAD = 1;

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
        try (Pipeline<Rows> pipeline =
                new Pipeline<>(threads, PIECES_OF_THREAD, Rows::new, group -> write(group, file))) {
            TransactionSource source =
                    spec.source((transaction, label) -> pipeline.current().rows.accept(transaction, label));
            while (!source.isComplete()) {
                source.draw();
                RowGroup drawn = pipeline.current().rows;
                if (drawn.isFull() || (source.isComplete() && !drawn.isEmpty())) {
                    pipeline.advance();
                }
            }
            pipeline.finish();
        }
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

        /** It empties the rows. */
        @Override
        public void encode() throws IOException {
            metadata = rows.writeTo(bytes);
        }
    }
}
