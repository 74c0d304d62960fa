package io.bankfeed.streaming;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subscriber with its own socket, so that a test can close, reset or stall the connection. */
public final class EventStreamClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final BufferedReader reader;
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** A server-sent event. */
    public record Event(@Nullable String id, @Nullable String event, String data) {}

    public EventStreamClient(int port, String path, String... requestHeaders) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("localhost", port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n"
                + String.join(
                        "",
                        List.of(requestHeaders).stream()
                                .map(header -> header + "\r\n")
                                .toList()) + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        status = Integer.parseInt(line().split(" ")[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
    }

    public int status() {
        return status;
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The next line of the body, without chunk sizes; null at the end of the stream. */
    public @Nullable String bodyLine() throws IOException {
        while (true) {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            if (line.equals("0")) {
                // The last chunk.
                return null;
            }
            if (!line.matches("[0-9a-f]{1,8}")) {
                return line;
            }
        }
    }

    /** The next event, ignoring comments; null at the end of the stream. */
    public @Nullable Event next() throws IOException {
        String id = null;
        String event = null;
        String data = null;
        for (String line = bodyLine(); line != null; line = bodyLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && data != null) {
                return new Event(id, event, data);
            }
        }
        return null;
    }

    /** The ids of the next events. */
    public List<String> ids(int count) throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count) {
            Event event = next();
            if (event == null) {
                break;
            }
            ids.add(String.valueOf(event.id()));
        }
        return ids;
    }

    /** Resets the connection instead of closing it. */
    public void reset() throws IOException {
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("The connection was closed before the head of the response was complete");
        }
        return line;
    }
}
