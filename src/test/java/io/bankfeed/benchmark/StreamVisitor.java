package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection of {@code /stream} that goes away some time, orderly or by a reset. Not thread-safe. */
final class StreamVisitor implements AutoCloseable {

    private final SocketChannel channel;
    private final EventReader events;
    private final ResponseReader response;
    private final long openedNanos = System.nanoTime();
    private boolean leaving;

    private StreamVisitor(SocketChannel channel, long after) {
        this.channel = channel;
        events = new EventReader((sequence, madeAt) -> {}, after);
        response = new ResponseReader(events);
    }

    /**
     * Connects and asks.
     *
     * @param from the address of this end, or null for any
     * @param lastId of the event to go on after, or null for those to come
     */
    static StreamVisitor open(
            InetSocketAddress address, @Nullable InetSocketAddress from, @Nullable String lastId, Selector selector)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (from != null) {
            channel.bind(from);
        }
        channel.connect(address);
        channel.write(ByteBuffer.wrap(
                lastId == null
                        ? Exchange.request("/stream", "Accept: text/event-stream")
                        : Exchange.request("/stream", "Accept: text/event-stream", "Last-Event-ID: " + lastId)));
        channel.configureBlocking(false);
        long after = lastId == null ? 0 : Long.parseLong(lastId.substring(lastId.lastIndexOf('-') + 1));
        StreamVisitor visitor = new StreamVisitor(channel, after);
        channel.register(selector, SelectionKey.OP_READ, visitor);
        return visitor;
    }

    /**
     * Reads what has come.
     *
     * @return whether the stream goes on; if not it is closed at this end too
     */
    boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0 || response.read(buffer.flip())) {
            close();
            return false;
        }
        return true;
    }

    /** Of the answer, 0 until it has come. */
    int status() {
        return response.status();
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

    /** Says that it goes; what comes until the service closes its end too is still read. */
    void leave() throws IOException {
        leaving = true;
        channel.shutdownOutput();
    }

    /** Breaks the connection off. */
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
