package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
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
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A dataset cut into pieces for the network, compressed or not, with the digest of what is in it. Not thread-safe. */
final class DatasetChunks implements DatasetStream.Pieces {

    private static final int PIECE_BYTES = 256 * 1024;
    private static final int TRANSACTIONS_AT_ONCE = 100;

    /** Some milliseconds: others wait for the worker meanwhile, though those before the offset give no bytes. */
    private static final int MAX_DRAWS = 20_000;

    private final AsciiBuffer text =
            new AsciiBuffer(PIECE_BYTES + TRANSACTIONS_AT_ONCE * TransactionEncoder.TYPICAL_BYTES);
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final @Nullable OutputStream gzip;
    private final DatasetWriter writer;
    private final @Nullable String known;
    private final MessageDigest digest = sha256();
    private final Consumer<String> digested;

    /**
     * A piece.
     *
     * @param transactions how many are in it
     * @param last whether it is the last one
     */
    record Piece(ByteBuffer bytes, long transactions, boolean last) {

        /** Whether there is nothing to send yet. */
        boolean isEmpty() {
            return !bytes.hasRemaining();
        }
    }

    /**
     * @param known the SHA-256 of the dataset, if it is known: then it is not computed, which takes a fifth of the time
     * @param digested is told the SHA-256 of the dataset, not compressed, before the last piece is given
     */
    DatasetChunks(DatasetSpec recipe, boolean compress, @Nullable String known, Consumer<String> digested) {
        this.known = known;
        this.digested = digested;
        writer = new DatasetWriter(recipe, text);
        gzip = compress ? gzip(compressed) : null;
    }

    /** It is small or even empty where many transactions are drawn to be left out. */
    @Override
    public Piece next(BooleanSupplier cancelled) {
        long transactions = 0;
        try {
            for (int draws = 0;
                    draws < MAX_DRAWS && !writer.isComplete() && length() < PIECE_BYTES && !cancelled.getAsBoolean();
                    draws += TRANSACTIONS_AT_ONCE) {
                transactions += writer.write(TRANSACTIONS_AT_ONCE);
                if (gzip != null) {
                    take(gzip);
                }
            }
            boolean last = writer.isComplete();
            if (last && gzip != null) {
                gzip.close();
            }
            Piece piece = new Piece(gzip == null ? takeText() : takeCompressed(), transactions, last);
            if (last) {
                digested.accept(known == null ? HexFormat.of().formatHex(digest.digest()) : known);
            }
            return piece;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (gzip != null) {
                gzip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length() {
        return gzip == null ? text.length() : compressed.size();
    }

    private void take(OutputStream target) throws IOException {
        digestText();
        text.writeTo(target);
        text.clear();
    }

    private ByteBuffer takeText() {
        digestText();
        byte[] bytes = text.toByteArray();
        text.clear();
        return ByteBuffer.wrap(bytes);
    }

    private void digestText() {
        if (known == null) {
            digest.update(text.asByteBuffer());
        }
    }

    private ByteBuffer takeCompressed() {
        byte[] bytes = compressed.toByteArray();
        compressed.reset();
        return ByteBuffer.wrap(bytes);
    }

    /** It is to keep up with the making of transactions, so it is fast rather than thorough. */
    private static OutputStream gzip(OutputStream out) {
        try {
            return new GZIPOutputStream(out, 64 * 1024) {
                {
                    def.setLevel(Deflater.BEST_SPEED);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
