package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a stream is read from: events that are numbered from 1, of which the latest are held. One subscriber's view of
 * them, in the form in which it gets them. Any number of threads may read at any time.
 */
public interface EventLog {

    /** Whether the event of a number is there to be sent. */
    boolean holds(long sequence);

    /** The number of the newest event, 0 before the first. */
    long newest();

    /** The number of the oldest event held; one more than the newest if none is held. It is raised before the event is evicted. */
    long oldest();

    /** The number of the event that a subscriber who has missed some starts with: not the next one to be evicted. */
    long oldestToResume();

    /** Whether a subscriber that has everything up to a number is so far behind that it is to be given up. */
    boolean isTooFarBehind(long sequence);

    /**
     * The events after a number, from the next one on.
     *
     * @param most how many at most, from 1 on
     * @return null if the next one is not held
     */
    @Nullable
    Chunk after(long sequence, long most);

    /**
     * Events as they go out.
     *
     * @param last the number of the last one
     * @param count how many there are
     */
    record Chunk(Buffer bytes, long last, long count) {}
}
