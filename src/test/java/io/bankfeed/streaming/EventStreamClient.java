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

/** A subscriber over a socket of its own, so that a test can leave, cut and stall it. */
public final class EventStreamClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final BufferedReader reader;
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** What a stream sends: a batch or another event. */
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

    /** The next line of the body; the sizes of its chunks are left out. Null at the end of the stream. */
    public @Nullable String bodyLine() throws IOException {
        while (true) {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            if (line.equals("0")) {
                // The last chunk: only an empty line follows.
                return null;
            }
            if (!line.matches("[0-9a-f]{1,8}")) {
                return line;
            }
        }
    }

    /** The next event, comments left out; null at the end of the stream. */
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

    /** The ids of that many events. */
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

    /** Resets the connection rather than ending it. */
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
