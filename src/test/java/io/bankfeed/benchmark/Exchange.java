package io.bankfeed.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection that waits for each answer. Not thread-safe. */
final class Exchange implements AutoCloseable {

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024).flip();

    Exchange(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
    }

    /** What was answered. */
    record Answer(int status, long bodyBytes) {}

    /** Sends a GET and reads its answer to the end. */
    Answer get(String path, String... headers) throws IOException {
        channel.write(ByteBuffer.wrap(request(path, headers)));
        ResponseReader reader = new ResponseReader(ResponseReader.Body.IGNORED);
        while (!reader.read(buffer)) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The service closed the connection in the middle of " + path);
            }
            buffer.flip();
        }
        return new Answer(reader.status(), reader.bodyBytes());
    }

    /** A GET of HTTP/1.1 as it goes out. */
    static byte[] request(String path, String... headers) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
