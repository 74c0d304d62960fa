package io.bankfeed.cli;

import io.bankfeed.core.source.Slice;
import io.bankfeed.core.source.SlicedSource;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a file by several threads, which are all alike. Each takes a slice of the transactions, draws it, counts it when it
 * is its turn, which fills pieces of the file, encodes the pieces that it has filled, and writes them when it is their turn.
 * Few pieces are in memory at once, and they are used again.
 *
 * @param <P> the pieces
 */
final class Pipeline<P extends Pipeline.Piece> {

    /** A piece of a file. It is used by one thread at a time. */
    interface Piece extends TransactionSink {

        boolean isFull();

        /** Whether there is nothing to write. */
        boolean isEmpty();

        /** Encodes what it was filled with. */
        void encode() throws IOException;
    }

    /** Where pieces are written. */
    interface Output<P> {

        /** Writes a piece, and empties it. */
        void write(P piece) throws IOException;
    }

    /** A piece that is to be used again, and the thread that used it last. */
    private record IdlePiece<P>(P piece, Thread lastUser) {}

    private final SlicedSource source;
    private final Supplier<P> pieces;
    private final Output<P> output;
    private final Turns counting = new Turns();
    private final Turns writing = new Turns();
    private final Deque<IdlePiece<P>> idle = new ConcurrentLinkedDeque<>();

    // Used in the turns of counting.
    private @Nullable P current;
    private long filled;

    /** @param pieces makes an empty piece */
    Pipeline(SlicedSource source, Supplier<P> pieces, Output<P> output) {
        this.source = source;
        this.pieces = pieces;
        this.output = output;
    }

    /** The piece that is being filled. A new one is begun only if none is free, since a piece can be large. */
    P current() {
        P piece = current;
        if (piece == null) {
            piece = takeIdle();
            if (piece == null) {
                piece = pieces.get();
            }
            current = piece;
        }
        return piece;
    }

    /**
     * Prefers the piece that this thread used last, whose memory is still in its processor's cache, to the one that was not
     * used for the longest time. Only the thread whose turn it is takes pieces.
     */
    private @Nullable P takeIdle() {
        IdlePiece<P> taken = idle.stream()
                .filter(one -> one.lastUser == Thread.currentThread())
                .findFirst()
                .filter(idle::remove)
                .orElseGet(idle::pollLast);
        return taken == null ? null : taken.piece;
    }

    /**
     * Makes the file.
     *
     * @param threads how many threads work, at least 1
     * @throws IOException if a thread fails, which ends the others, or if this one is interrupted
     */
    void run(int threads) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            ExecutorCompletionService<Void> workers = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < threads; i++) {
                workers.submit(new Worker());
            }
            for (int i = 0; i < threads; i++) {
                workers.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            end(pool);
        }
    }

    /** Ends the threads: none may write afterwards. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Worker implements Callable<Void>, TransactionSink {

        private final Slice slice = source.slice();
        private final Queue<P> mine = new ArrayDeque<>();

        @Override
        public Void call() throws IOException, InterruptedException {
            while (source.take(slice)) {
                slice.draw();
                counting.await(slice.number());
                long number = filled;
                slice.count(this);
                if (slice.isLast() && !current().isEmpty()) {
                    advance(current());
                }
                counting.pass();
                while (!mine.isEmpty()) {
                    write(mine.remove(), number++);
                }
            }
            return null;
        }

        @Override
        public void accept(Transaction transaction, Label label) {
            P piece = current();
            piece.accept(transaction, label);
            if (piece.isFull()) {
                advance(piece);
            }
        }

        private void advance(P piece) {
            mine.add(piece);
            filled++;
            current = null;
        }

        private void write(P piece, long number) throws IOException, InterruptedException {
            piece.encode();
            writing.await(number);
            output.write(piece);
            writing.pass();
            idle.push(new IdlePiece<>(piece, Thread.currentThread()));
        }
    }
}
