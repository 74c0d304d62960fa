package io.bankfeed.core.world;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.function.LongUnaryOperator;

/**
 * Draws the transactions of a world one after the other, for a live feed. Not thread-safe: the order of the draws is that
 * of the transactions, and so are their 5-minute frequencies.
 */
public final class LiveWorldSampler {

    private final WorldCursor cursor;
    private final RowDrawer drawer;

    /**
     * @param index of the first transaction, from 0
     * @param activity the recent activity of all accounts
     */
    public LiveWorldSampler(World world, long index, Activity activity) {
        cursor = world.cursorFrom(index);
        drawer = world.drawer(account -> true, activity, true);
    }

    /** The index of the next transaction, from 0. */
    public long nextIndex() {
        return cursor.nextIndex();
    }

    /**
     * Draws the next transaction, whose number is its index plus 1.
     *
     * @param stamp gives its time on the wire for its time in the world, both in microseconds since 1970-01-01T00:00Z
     * @return its label
     */
    public Label draw(LongUnaryOperator stamp, TransactionSink sink) {
        WorldRow row = cursor.next();
        return drawer.draw(row, stamp.applyAsLong(row.epochMicros()), sink);
    }
}
