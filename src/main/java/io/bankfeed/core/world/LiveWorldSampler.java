package io.bankfeed.core.world;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;

/**
 * Draws the transactions of a world block by block, for a live feed. Thread-safe: blocks are taken one after the other,
 * and drawn concurrently.
 */
public final class LiveWorldSampler {

    private final World world;
    private final Activity activity;
    private final WorldCursor cursor;

    /**
     * @param index of the first transaction, from 0
     * @param activity the recent activity of all accounts
     */
    public LiveWorldSampler(World world, long index, Activity activity) {
        this.world = world;
        this.activity = activity;
        cursor = world.cursorFrom(index);
    }

    /** The index of the next transaction that is taken, from 0. */
    public synchronized long nextIndex() {
        return cursor.nextIndex();
    }

    /** Takes the next transactions, at least 0. */
    public synchronized Block take(int count) {
        long first = cursor.nextIndex();
        WorldRow[] rows = new WorldRow[count];
        for (int i = 0; i < count; i++) {
            rows[i] = cursor.next();
        }
        return new Block(first, rows);
    }

    /** Transactions that were taken and not drawn yet. Not thread-safe. */
    public final class Block {

        private final long firstIndex;
        private final WorldRow[] rows;
        private final RowDrawer drawer = world.drawer(account -> true, activity);

        private Block(long firstIndex, WorldRow[] rows) {
            this.firstIndex = firstIndex;
            this.rows = rows;
        }

        /** The number of the first transaction, from 1. */
        public long firstNumber() {
            return firstIndex + 1;
        }

        /** The time of a transaction in the world, in microseconds since 1970-01-01T00:00Z. */
        public long epochMicros(int place) {
            return rows[place].epochMicros();
        }

        /**
         * Draws a transaction. They must be drawn in their order.
         *
         * @param place its place in the block, from 0
         * @param stampMicros its time on the wire, in microseconds since 1970-01-01T00:00Z
         * @return its label
         */
        public Label draw(int place, long stampMicros, TransactionSink sink) {
            return drawer.draw(rows[place], firstNumber() + place, stampMicros, sink);
        }
    }
}
