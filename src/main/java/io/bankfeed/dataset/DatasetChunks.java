package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.FastGzip;
import io.bankfeed.core.encoding.TransactionEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A dataset cut into chunks for the network, compressed or not, and its digest. Not thread-safe. */
final class DatasetChunks {

    private static final int CHUNK_BYTES = 256 * 1024;

    /** More than text ever has: what Parquet writes at once is cut. */
    private static final int MAX_CHUNK_BYTES = 2 * CHUNK_BYTES;

    private static final int DRAWS_AT_ONCE = 100;

    /** A few milliseconds, since other streams wait for the worker, even while nothing is written before the offset. */
    private static final int MAX_DRAWS = 20_000;

    private static final int CAPACITY = CHUNK_BYTES + DRAWS_AT_ONCE * TransactionEncoder.TYPICAL_BYTES;

    private final AsciiBuffer text = new AsciiBuffer(CAPACITY);
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final @Nullable FastGzip gzip;
    private final DatasetWriter writer;
    private final @Nullable MessageDigest digest;
    private final @Nullable Consumer<String> onDigest;

    /** The bytes at the beginning of the text that have become chunks. */
    private int taken;

    /**
     * A part of the dataset.
     *
     * @param transactions how many it contains
     */
    record Chunk(ByteBuffer bytes, long transactions, boolean last) {

        boolean isEmpty() {
            return !bytes.hasRemaining();
        }
    }

    /**
     * @param onDigest receives the SHA-256 of the uncompressed dataset in hexadecimal before the last chunk is returned;
     *     null if nobody needs it, which saves up to a third of the time
     */
    DatasetChunks(DatasetSpec spec, boolean compress, @Nullable Consumer<String> onDigest) {
        this.onDigest = onDigest;
        digest = onDigest == null ? null : sha256();
        writer = new DatasetWriter(spec, text);
        gzip = compress ? gzip(compressed) : null;
    }

    /**
     * Generates the next chunk. It may be small or even empty, unless it is the last, while the transactions before the
     * offset are drawn.
     *
     * @param cancelled ends the chunk early once it is true
     */
    Chunk next(BooleanSupplier cancelled) {
        long transactions = 0;
        try {
            for (int draws = 0;
                    draws < MAX_DRAWS && !writer.isComplete() && length() < CHUNK_BYTES && !cancelled.getAsBoolean();
                    draws += DRAWS_AT_ONCE) {
                transactions += writer.write(DRAWS_AT_ONCE);
                if (gzip != null) {
                    updateDigest(text.asByteBuffer());
                    text.writeTo(gzip);
                    text.clear();
                }
            }
            if (writer.isComplete() && gzip != null) {
                gzip.finish();
            }
            ByteBuffer bytes = gzip == null ? takeText() : takeCompressed();
            boolean last = writer.isComplete() && text.length() == 0;
            Chunk chunk = new Chunk(bytes, transactions, last);
            if (last && digest != null && onDigest != null) {
                onDigest.accept(HexFormat.of().formatHex(digest.digest()));
            }
            return chunk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Frees the memory outside the heap. */
    void close() {
        if (gzip != null) {
            gzip.free();
        }
    }

    private int length() {
        return gzip == null ? text.length() - taken : compressed.size();
    }

    private void updateDigest(ByteBuffer bytes) {
        if (digest != null) {
            digest.update(bytes);
        }
    }

    private ByteBuffer takeText() {
        byte[] bytes = new byte[Math.min(text.length() - taken, MAX_CHUNK_BYTES)];
        text.asByteBuffer().position(taken).get(bytes);
        taken += bytes.length;
        if (taken == text.length()) {
            text.clear(MAX_CHUNK_BYTES);
            taken = 0;
        }
        updateDigest(ByteBuffer.wrap(bytes));
        return ByteBuffer.wrap(bytes);
    }

    private ByteBuffer takeCompressed() {
        byte[] bytes = compressed.toByteArray();
        compressed.reset();
        return ByteBuffer.wrap(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static FastGzip gzip(OutputStream out) {
        try {
            return new FastGzip(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
