package io.bankfeed.limits;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of one event loop, in the order in which they came. Used on that event loop alone. */
final class LoopConnections {

    private final Set<Connection> all = new LinkedHashSet<>();

    /** Those that waited for their clients when they were last gathered, the longest first. */
    private final Deque<Connection> waiting = new ArrayDeque<>();

    private boolean isNoneWaiting;

    void add(Connection connection) {
        all.add(connection);
    }

    void remove(Connection connection) {
        all.remove(connection);
    }

    /** A copy, since those that are closed are taken out at once. */
    List<Connection> all() {
        return List.copyOf(all);
    }

    /** How long each waits is known anew. */
    void looked() {
        waiting.clear();
        isNoneWaiting = false;
    }

    /**
     * The one that has waited longest for its client to ask for anything, which therefore may be closed for another; null
     * if all have something to do.
     */
    @Nullable
    Connection longestWaiting() {
        Connection longest = nextWaiting();
        if (longest == null && !isNoneWaiting) {
            all.stream()
                    .filter(Connection::waitsForClient)
                    .sorted(Comparator.comparingInt(Connection::looksWaited).reversed())
                    .forEach(waiting::add);
            longest = nextWaiting();
            // To gather them takes time, and until the next look there will hardly be one.
            isNoneWaiting = longest == null;
        }
        return longest;
    }

    private @Nullable Connection nextWaiting() {
        Connection next = waiting.poll();
        while (next != null && !(all.contains(next) && next.waitsForClient())) {
            next = waiting.poll();
        }
        return next;
    }
}
