package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection to {@code /stream}, which is read without blocking. Not thread-safe. */
final class Subscriber implements AutoCloseable {

    private final SocketChannel channel = SocketChannel.open();
    private final EventReader events;
    private final long openedNanos = System.nanoTime();
    private boolean leaving;

    private Subscriber(EventReader events) throws IOException {
        this.events = events;
    }

    /**
     * Connects, sends the request, and registers with a selector.
     *
     * @param from the local address, or null for any
     */
    static Subscriber open(
            InetSocketAddress address, @Nullable InetSocketAddress from, EventReader events, Selector selector)
            throws IOException {
        Subscriber subscriber = new Subscriber(events);
        subscriber.channel.bind(from);
        subscriber.connect(address, "", selector);
        return subscriber;
    }

    /** The same, to continue after the event of an id. */
    static Subscriber resume(InetSocketAddress address, String lastId, Selector selector) throws IOException {
        long after = Long.parseLong(lastId.substring(lastId.lastIndexOf('-') + 1));
        Subscriber subscriber = new Subscriber(new EventReader(EventReader.Listener.NONE, after));
        subscriber.connect(address, "Last-Event-ID: " + lastId + "\r\n", selector);
        return subscriber;
    }

    private void connect(InetSocketAddress address, String header, Selector selector) throws IOException {
        channel.connect(address);
        String request = "GET /stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + header + "\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Reads what has arrived.
     *
     * @return whether the stream goes on; if not, the connection is closed
     */
    boolean read(ByteBuffer buffer) throws IOException {
        if (channel.read(buffer.clear()) >= 0) {
            events.read(buffer.flip());
            if (!events.ended()) {
                return true;
            }
        }
        close();
        return false;
    }

    EventReader events() {
        return events;
    }

    boolean isLeaving() {
        return leaving;
    }

    double secondsOpen() {
        return (System.nanoTime() - openedNanos) / 1e9;
    }

    /** Closes its own end in an orderly way; what arrives until the service closes its end is still read. */
    void leave() throws IOException {
        leaving = true;
        channel.shutdownOutput();
    }

    /** Resets the connection. */
    void reset() throws IOException {
        leaving = true;
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
