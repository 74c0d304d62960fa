package io.bankfeed.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Subscribers of {@code /stream} that stay, all in this thread. */
final class StreamLoad implements AutoCloseable {

    private final InetSocketAddress address;
    private final Deliveries deliveries;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final List<Subscriber> subscribers = new ArrayList<>();

    StreamLoad(InetSocketAddress address, Deliveries deliveries) throws IOException {
        this.address = address;
        this.deliveries = deliveries;
        selector = Selector.open();
    }

    /** Adds subscribers; all requests have been sent when it returns. */
    void subscribe(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            subscribers.add(Subscriber.open(address, null, new EventReader(this::arrived), selector));
            if (i % 50 == 49) {
                // So that subscribers that are already connected do not wait.
                read(Duration.ZERO);
            }
        }
    }

    private void arrived(long sequence, CharSequence timestamp) {
        deliveries.arrived(sequence, timestamp, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    /**
     * Reads for some time.
     *
     * @throws EOFException if the service ends or refuses a stream
     */
    void read(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        do {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis > 0) {
                selector.select(millis);
            } else {
                selector.selectNow();
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Subscriber subscriber = (Subscriber) key.attachment();
                if (!subscriber.read(buffer) || subscriber.events().status() > 200) {
                    throw new EOFException(
                            "A stream of status " + subscriber.events().status() + " ended");
                }
            }
            selector.selectedKeys().clear();
        } while (System.nanoTime() < end);
    }

    /** Reads until every subscriber has an event of at least this number, or the time is over. */
    void readUntil(long sequence, Duration max) throws IOException {
        long end = System.nanoTime() + max.toNanos();
        while (subscribers.stream().anyMatch(one -> one.events().sequence() < sequence) && System.nanoTime() < end) {
            read(Duration.ofMillis(100));
        }
    }

    /** The highest number of an event that any subscriber has. */
    long newest() {
        return subscribers.stream()
                .mapToLong(one -> one.events().sequence())
                .max()
                .orElse(0);
    }

    /** The events up to a number that are missing, summed over the subscribers. */
    long lost(long newest) {
        return sum(events -> events.lost() + Math.max(0, newest - events.sequence()));
    }

    /** The sum of a count over the subscribers. */
    long sum(ToLongFunction<EventReader> count) {
        return subscribers.stream().map(Subscriber::events).mapToLong(count).sum();
    }

    @Override
    public void close() throws IOException {
        for (Subscriber subscriber : subscribers) {
            subscriber.close();
        }
        selector.close();
    }
}
