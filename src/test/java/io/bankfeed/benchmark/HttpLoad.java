package io.bankfeed.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that ask again as soon as they have an answer, all in this thread, which shares the machine with the
 * service and so does as little as it can: of an answer it reads the head and counts the rest.
 */
final class HttpLoad {

    private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    private final InetSocketAddress address;
    private final int connections;

    HttpLoad(InetSocketAddress address, int connections) {
        this.address = address;
        this.connections = connections;
    }

    /** What was answered. */
    record Answered(long requests, long bodyBytes) {}

    /**
     * Asks for a path for some time.
     *
     * @throws IOException if an answer is not 200, or a connection breaks, or nothing comes for half a minute
     */
    Answered get(String path, Duration duration) throws IOException {
        byte[] request = Exchange.request(path);
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        List<Connection> all = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                Connection connection = new Connection(SocketChannel.open(address), request);
                all.add(connection);
                connection.channel.configureBlocking(false);
                connection.channel.register(selector, SelectionKey.OP_READ, connection);
                connection.ask();
            }
            long requests = 0;
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                if (selector.select(MAX_SILENCE.toMillis()) == 0) {
                    throw new IOException("No answer to " + path + " for " + MAX_SILENCE.toSeconds() + " s");
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (((Connection) key.attachment()).read(buffer)) {
                        requests++;
                    }
                }
                selector.selectedKeys().clear();
            }
            return new Answered(
                    requests,
                    all.stream().mapToLong(one -> one.reader.bodyBytes()).sum());
        } finally {
            for (Connection connection : all) {
                connection.channel.close();
            }
        }
    }

    /** Lets the service's compilers come to rest. */
    void warmUp(String path, int seconds) throws IOException {
        get(path, Duration.ofNanos(TimeUnit.SECONDS.toNanos(seconds)));
    }

    private static final class Connection {

        private final SocketChannel channel;
        private final byte[] request;
        private final ResponseReader reader = new ResponseReader(ResponseReader.Body.IGNORED);

        private Connection(SocketChannel channel, byte[] request) {
            this.channel = channel;
            this.request = request;
        }

        private void ask() throws IOException {
            // It is smaller than any socket's buffer, which is empty.
            channel.write(ByteBuffer.wrap(request));
        }

        /** @return whether an answer came to its end */
        private boolean read(ByteBuffer buffer) throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The service closed a connection");
            }
            buffer.flip();
            if (!reader.read(buffer)) {
                return false;
            }
            if (reader.status() != 200) {
                throw new IOException("The service answered " + reader.status());
            }
            ask();
            return true;
        }
    }
}
