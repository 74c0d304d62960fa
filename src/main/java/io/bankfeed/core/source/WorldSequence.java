package io.bankfeed.core.source;

import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.core.world.RowDrawer;
import io.bankfeed.core.world.World;
import io.bankfeed.core.world.WorldCursor;
import io.bankfeed.core.world.WorldRow;
import java.util.ArrayList;
import java.util.List;

/** The transactions of a world, which a cursor finds one after the other. */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
final class WorldSequence implements Sequence {

    private final World world;
    private final long firstIndex;
    private final Part part;
    private final boolean payments;

    /** Null until it is first needed. */
    private WorldCursor cursor;

    WorldSequence(EventTimeSpec spec, long firstIndex, Part part, boolean payments) {
        world = spec.world();
        this.firstIndex = firstIndex;
        this.part = part;
        this.payments = payments;
    }

    @Override
    public long nextIndex() {
        return cursor().nextIndex();
    }

    @Override
    public Sampler sampler(FrequencyCounter frequencies, TransactionSink sink) {
        RowDrawer drawer = world.drawer(account -> part.hasAccount(account.number()), frequencies, payments);
        return new Sampler() {

            private final List<WorldRow> rows = new ArrayList<>();

            @Override
            public void take(int count) {
                rows.clear();
                for (int i = 0; i < count; i++) {
                    rows.add(cursor().next());
                }
            }

            @Override
            public void draw() {
                for (WorldRow row : rows) {
                    drawer.draw(row, row.epochMicros(), sink);
                }
            }
        };
    }

    private WorldCursor cursor() {
        if (cursor == null) {
            cursor = world.cursorBefore(firstIndex);
        }
        return cursor;
    }
}
