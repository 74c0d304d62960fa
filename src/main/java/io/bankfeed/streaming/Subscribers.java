package io.bankfeed.streaming;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * All subscribers, grouped by their executors, so that an event costs one task for each executor rather than for each
 * subscriber. Thread-safe.
 */
final class Subscribers {

    private final Map<Executor, Group> groups = new ConcurrentHashMap<>();

    void add(Subscription subscription) {
        Group group = groups.computeIfAbsent(subscription.executor(), Group::new);
        group.executor.execute(() -> group.members.add(subscription));
    }

    /** On the subscription's executor. */
    void remove(Subscription subscription) {
        Group group = groups.get(subscription.executor());
        if (group != null) {
            group.members.remove(subscription);
        }
    }

    /** Lets every subscriber take what is new. */
    void signal() {
        groups.values().forEach(Group::signal);
    }

    /** Does something with every subscriber, each on its executor. */
    void forEach(Consumer<Subscription> action) {
        groups.values().forEach(group -> group.executor.execute(() -> group.forEach(action)));
    }

    private static final class Group {

        private final Executor executor;
        private final AtomicBoolean signalled = new AtomicBoolean();

        /** Touched on the executor alone. */
        private final Set<Subscription> members = new LinkedHashSet<>();

        private Group(Executor executor) {
            this.executor = executor;
        }

        private void signal() {
            if (signalled.compareAndSet(false, true)) {
                executor.execute(() -> {
                    signalled.set(false);
                    forEach(Subscription::drain);
                });
            }
        }

        /** Over a copy, since a subscriber may leave meanwhile. */
        private void forEach(Consumer<Subscription> action) {
            List<Subscription> now = new ArrayList<>(members);
            now.forEach(action);
        }
    }
}
