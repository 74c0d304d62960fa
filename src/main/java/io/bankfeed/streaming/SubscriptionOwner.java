package io.bankfeed.streaming;

/** Who made a subscription, and is told how it ends. Thread-safe. */
public interface SubscriptionOwner {

    /** Now, by the clock of {@link System#nanoTime}. */
    long nanoTime();

    /** A subscriber is gone, for whatever reason. On its executor. */
    void left(Subscription subscription);

    /** A subscriber is given up because it fell too far behind. It leaves then, too. */
    void slowSubscriber();
}
