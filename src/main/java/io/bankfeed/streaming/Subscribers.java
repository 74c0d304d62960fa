package io.bankfeed.streaming;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Groups subscriptions by executor, so that an event takes one task per executor instead of one per subscriber.
 * Thread-safe.
 */
final class Subscribers {

    private final Map<Executor, Group> groups = new ConcurrentHashMap<>();

    void add(Subscription subscription) {
        Group group = groups.computeIfAbsent(subscription.executor(), Group::new);
        group.executor.execute(() -> group.members.add(subscription));
    }

    /** Called on the subscription's executor. */
    void remove(Subscription subscription) {
        Group group = groups.get(subscription.executor());
        if (group != null) {
            group.members.remove(subscription);
        }
    }

    /** Tells every subscription that there are new events. */
    void signal() {
        groups.values().forEach(Group::signal);
    }

    /** Runs an action for every subscription, on its executor. */
    void forEach(Consumer<Subscription> action) {
        groups.values().forEach(group -> group.executor.execute(() -> group.forEach(action)));
    }

    private static final class Group {

        private final Executor executor;
        private final AtomicBoolean signalled = new AtomicBoolean();

        /** Only used on the executor. */
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

        /** Iterates over a copy, because the action may remove a member. */
        private void forEach(Consumer<Subscription> action) {
            List.copyOf(members).forEach(action);
        }
    }
}
