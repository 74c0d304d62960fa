package io.bankfeed.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection over which requests are sent one after the other. It times them without what an HTTP client adds. */
final class PersistentConnection implements AutoCloseable {

    private static final int MAX_MILLIS = 30_000;
    private static final String LENGTH = "content-length: ";

    private final Socket socket = new Socket();
    private final InputStream in;

    PersistentConnection(InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(MAX_MILLIS);
        socket.connect(address, MAX_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * A response.
     *
     * @param head its status and headers, a line each
     * @param nanos from before the request was sent to after the response was received
     */
    record Response(String head, String body, long nanos) {

        boolean isOk() {
            return head.startsWith("HTTP/1.1 200 ");
        }
    }

    /** The bytes of a POST of JSON. */
    static byte[] post(String path, String json) {
        return ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends the bytes of a request, whose response must have a length. */
    Response exchange(byte[] request) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        StringBuilder head = new StringBuilder();
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()));
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("A response ended early");
        }
        return new Response(head.toString(), new String(body, StandardCharsets.UTF_8), System.nanoTime() - start);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
