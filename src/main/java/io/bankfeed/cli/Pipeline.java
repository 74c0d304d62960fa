package io.bankfeed.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Encodes pieces of a file by several threads and writes them in order. One thread fills a piece after the other, since a
 * transaction depends on those before it, and writes those that others have encoded. Few pieces are in memory at once, and
 * they are used again. Not thread-safe.
 *
 * @param <P> the pieces
 */
final class Pipeline<P extends Pipeline.Piece> implements AutoCloseable {

    /** A piece of a file. */
    interface Piece {

        /** Encodes what it was filled with. */
        void encode() throws IOException;
    }

    /** Where pieces are written. */
    interface Output<P> {

        /** Writes a piece, and empties it. */
        void write(P piece) throws IOException;
    }

    private record Encoding<P>(P piece, FutureTask<Void> task) {}

    private final ExecutorService pool;
    private final Executor encoders;
    private final Output<P> output;
    private final Queue<P> free = new ArrayDeque<>();
    private final Queue<Encoding<P>> encoding = new ArrayDeque<>();
    private P current;

    /**
     * @param threads how many threads work, at least 1: with one, it encodes too
     * @param piecesOfThread how many pieces there are for each thread that encodes
     */
    Pipeline(int threads, int piecesOfThread, Supplier<P> pieces, Output<P> output) {
        this.output = output;
        pool = Executors.newFixedThreadPool(Math.max(1, threads - 1));
        encoders = threads == 1 ? Runnable::run : pool;
        for (int i = 0; i < (threads - 1) * piecesOfThread; i++) {
            free.add(pieces.get());
        }
        current = pieces.get();
    }

    /** The piece to fill. */
    P current() {
        return current;
    }

    /** Has the current piece encoded, and begins the next one. */
    void advance() throws IOException {
        P piece = current;
        FutureTask<Void> task = new FutureTask<>(() -> {
            piece.encode();
            return null;
        });
        encoders.execute(task);
        encoding.add(new Encoding<>(piece, task));
        if (free.isEmpty()) {
            writeFirst();
        }
        current = free.remove();
    }

    /** Writes all pieces that were filled. */
    void finish() throws IOException {
        while (!encoding.isEmpty()) {
            writeFirst();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private void writeFirst() throws IOException {
        Encoding<P> first = encoding.remove();
        try {
            first.task().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        output.write(first.piece());
        free.add(first.piece());
    }
}
