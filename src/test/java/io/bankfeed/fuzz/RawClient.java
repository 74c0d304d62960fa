package io.bankfeed.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends requests that no HTTP client would send, and reads the responses. */
final class RawClient {

    /** A request without a response for this long is a hang. */
    private static final int MAX_MILLIS = 20_000;

    /** How long to wait for a response that may not come, or may not continue. */
    private static final int SILENCE_MILLIS = 25;

    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final int port;

    RawClient(int port) {
        this.port = port;
    }

    /** The response; empty if the connection was closed without one, or if a request without an end got none. */
    Optional<RawAnswer> exchange(FuzzRequest request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), MAX_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(request.whole() ? MAX_MILLIS : SILENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.bytes());
                return Optional.of(read(socket, request.method().equals("HEAD")));
            } catch (SocketTimeoutException e) {
                if (request.whole()) {
                    throw new AssertionError("No answer within " + MAX_MILLIS + " ms", e);
                }
                return Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    private static RawAnswer read(Socket socket, boolean toHead) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String statusLine = line(in);
        List<String> headers = headers(in);
        while (statusLine.contains(" 100 ")) {
            statusLine = line(in);
            headers = headers(in);
        }
        RawAnswer head = new RawAnswer(statusLine, headers, new byte[0]);
        int status = head.status();
        if (toHead || status == 204 || status == 304) {
            return head;
        }
        Optional<String> length = head.header("content-length");
        if (length.isPresent()) {
            int bytes = (int) Math.min(MAX_BODY_BYTES, Long.parseLong(length.get()));
            return new RawAnswer(statusLine, headers, in.readNBytes(bytes));
        }
        if (head.header("transfer-encoding").isPresent() && status >= 400) {
            return new RawAnswer(statusLine, headers, chunks(in));
        }
        // A stream, which is read until it pauses.
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            for (int next = in.read(); next >= 0 && body.size() < MAX_BODY_BYTES; next = in.read()) {
                body.write(next);
            }
        } catch (SocketTimeoutException e) {
            // The stream paused.
        }
        return new RawAnswer(statusLine, headers, body.toByteArray());
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static List<String> headers(InputStream in) throws IOException {
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed within the head: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    record RawAnswer(String statusLine, List<String> headers, byte[] body) {

        /** Whether the response has no body. */
        boolean isBare() {
            return body.length == 0 && header("content-type").isEmpty();
        }

        int status() {
            return Integer.parseInt(statusLine.split(" ", 3)[1]);
        }

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(header -> header.substring(name.length() + 1).trim())
                    .findFirst();
        }

        @Override
        public String toString() {
            return statusLine + "\n" + String.join("\n", headers) + "\n\n" + text();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
