package io.bankfeed.core.world;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.function.Predicate;

/**
 * Draws the transactions of a world in event time. The n-th is a function of the {@link WorldSpec} and n; for its 5-minute
 * frequency, the transactions of the 5 minutes before it are drawn too. Not thread-safe.
 */
public final class WorldSampler {

    private static final TransactionSink SKIPPED = (transaction, label) -> {};

    private final WorldCursor cursor;
    private final RowDrawer drawer;
    private final long firstIndex;

    /**
     * @param index of the first transaction, from 0
     * @param wanted the accounts whose transactions are drawn; it must not depend on anything but the account
     * @param payments whether transactions get their payments; nothing else depends on it
     */
    public WorldSampler(World world, long index, Predicate<Account> wanted, boolean payments) {
        firstIndex = index;
        drawer = world.drawer(wanted, new Activity(world.spec().accounts()), payments);
        cursor = index == 0
                ? world.cursorAt(world.spec().startMicros())
                : world.cursorAt(Activity.windowStart(world.timeOf(index)));
    }

    /**
     * Draws the next transaction, whose number is its index plus 1.
     *
     * @param sink receives the transaction, unless its account is not wanted or it comes before the first
     * @return whether it is the first or comes after it
     */
    public boolean draw(TransactionSink sink) {
        long index = cursor.nextIndex();
        long epochMicros = cursor.next();
        boolean reached = index >= firstIndex;
        drawer.draw(cursor, epochMicros, index + 1, epochMicros, reached ? sink : SKIPPED);
        return reached;
    }
}
