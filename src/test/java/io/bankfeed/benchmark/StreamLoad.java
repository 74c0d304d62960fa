package io.bankfeed.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Subscribers of {@code /stream}, all in this thread. */
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

    /** Adds subscribers, each of whose requests is on its way when this returns. */
    void subscribe(int count) throws IOException {
        byte[] request = Exchange.request("/stream", "Accept: text/event-stream");
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(address);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            Subscriber subscriber = new Subscriber(channel);
            subscribers.add(subscriber);
            channel.register(selector, SelectionKey.OP_READ, subscriber);
            if (i % 50 == 49) {
                // Those that are there already are not to wait for the others.
                readAll(Duration.ZERO);
            }
        }
    }

    /**
     * Reads for some time.
     *
     * @throws EOFException if the service closes a connection
     */
    void read(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            readAll(Duration.ofNanos(left));
        }
    }

    /** Reads until every subscriber has an event of at least a number. */
    void readUntil(long sequence, Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (subscribers.stream().anyMatch(one -> one.events.sequence() < sequence)) {
            if (System.nanoTime() > end) {
                return;
            }
            readAll(Duration.ofMillis(100));
        }
    }

    /** The highest number of an event that any subscriber has. */
    long newest() {
        return subscribers.stream()
                .mapToLong(one -> one.events.sequence())
                .max()
                .orElse(0);
    }

    long events() {
        return subscribers.stream().mapToLong(one -> one.events.events()).sum();
    }

    /** Events up to a number that some subscriber did not get although it was there for them. */
    long lost(long newest) {
        return subscribers.stream()
                .mapToLong(one -> one.events.lost() + Math.max(0, newest - one.events.sequence()))
                .sum();
    }

    long duplicated() {
        return subscribers.stream().mapToLong(one -> one.events.duplicated()).sum();
    }

    long gaps() {
        return subscribers.stream().mapToLong(one -> one.events.gaps()).sum();
    }

    @Override
    public void close() throws IOException {
        for (Subscriber subscriber : subscribers) {
            subscriber.channel.close();
        }
        selector.close();
    }

    private void readAll(Duration most) throws IOException {
        int ready = most.toMillis() > 0 ? selector.select(most.toMillis()) : selector.selectNow();
        if (ready > 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                ((Subscriber) key.attachment()).read();
            }
            selector.selectedKeys().clear();
        }
    }

    private final class Subscriber {

        private final SocketChannel channel;
        private final EventReader events = new EventReader(this::event);
        private final ResponseReader response = new ResponseReader(events);

        private Subscriber(SocketChannel channel) {
            this.channel = channel;
        }

        private void read() throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The service closed a stream");
            }
            buffer.flip();
            if (response.read(buffer) || response.status() != 200) {
                throw new EOFException("The service answered " + response.status() + " or ended a stream");
            }
        }

        private void event(long sequence, CharSequence timestamp) {
            deliveries.arrived(sequence, timestamp, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        }
    }
}
