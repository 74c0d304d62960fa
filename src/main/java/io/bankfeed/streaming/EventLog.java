package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a stream, numbered from 1, in one subscriber's format. Only the latest are retained. Any number of
 * threads may read at any time.
 */
public interface EventLog {

    /** Whether an event is available. */
    boolean holds(long sequence);

    /** The number of the newest event, 0 before the first. */
    long newest();

    /**
     * The number of the oldest event retained; one more than the newest if none is. It increases before an event is
     * evicted.
     */
    long oldest();

    /**
     * Where a subscriber that has missed events starts. It is newer than the oldest, so that it is not evicted
     * immediately.
     */
    long oldestToResume();

    /** Whether a subscriber that has received everything up to a number must be disconnected because it is too slow. */
    boolean isTooFarBehind(long sequence);

    /**
     * Reads the events that follow a number.
     *
     * @param max the maximum number of events, at least 1
     * @return null if the next event is not available
     */
    @Nullable
    Chunk after(long sequence, long max);

    /**
     * Encoded events.
     *
     * @param last the number of the last event
     * @param count the number of events
     */
    record Chunk(Buffer bytes, long last, long count) {}
}
