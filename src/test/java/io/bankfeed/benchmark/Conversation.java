package io.bankfeed.benchmark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** One connection that waits for each answer, for half a minute at most, and keeps its body. Not thread-safe. */
final class Conversation implements AutoCloseable {

    private static final int MAX_SILENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final ResponseReader reader =
            new ResponseReader((bytes, length) -> body.write(bytes.array(), bytes.position(), length));

    Conversation(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(MAX_SILENCE_MILLIS);
        socket.connect(address, MAX_SILENCE_MILLIS);
    }

    /** What was answered; a compressed body is unpacked. */
    record Answer(int status, byte[] body) {}

    /** Sends a request as it is and reads its answer to the end. */
    Answer ask(byte[] request) throws IOException {
        body.reset();
        socket.getOutputStream().write(request);
        InputStream input = socket.getInputStream();
        boolean complete = false;
        while (!complete) {
            int length = input.read(buffer.array());
            if (length < 0) {
                throw new EOFException("The service closed the connection before its answer was complete");
            }
            complete = reader.read(buffer.clear().limit(length));
        }
        if (buffer.hasRemaining()) {
            throw new IOException("The service sent " + buffer.remaining() + " bytes after its answer");
        }
        return new Answer(reader.status(), unpacked(body.toByteArray()));
    }

    /** Sends what is perhaps no more than a part of a request and goes away. */
    void cutAfter(byte[] part, boolean byReset) throws IOException {
        socket.getOutputStream().write(part);
        if (byReset) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        if (body.length < 2 || body[0] != (byte) 0x1f || body[1] != (byte) 0x8b) {
            return body;
        }
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        }
    }
}
