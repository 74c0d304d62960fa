package io.bankfeed.scoring;

import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.StreamFormat;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A subscriber's view of the published scoreboards, of which only the latest is retained: it replaces all before it, so
 * that a subscriber that was away misses nothing.
 */
record ScoreboardEvents(LongFunction<EventId> ids, Supplier<Published> latest, StreamFormat format)
        implements EventLog {

    /**
     * A scoreboard.
     *
     * @param sequence its number, from 1; 0 before the first
     */
    record Published(long sequence, Buffer json) {}

    @Override
    public boolean holds(long sequence) {
        return sequence <= newest();
    }

    @Override
    public long newest() {
        return latest.get().sequence();
    }

    @Override
    public long oldest() {
        return 1;
    }

    @Override
    public long oldestToResume() {
        return Math.max(1, newest());
    }

    @Override
    public boolean isTooFarBehind(long sequence) {
        return false;
    }

    @Override
    public Chunk after(long sequence, long max) {
        Published newest = latest.get();
        Buffer out = Buffer.buffer(newest.json().length() + 64);
        out.appendString(format.before(ids.apply(newest.sequence())))
                .appendBuffer(newest.json())
                .appendString(format.after());
        return new Chunk(out, newest.sequence(), 1);
    }
}
