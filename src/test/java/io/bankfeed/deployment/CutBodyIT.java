package io.bankfeed.deployment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends the package while clients of HTTP/1.0 receive bodies without a length. */
class CutBodyIT {

    private static final String ENDLESS = "/datasets?count=100000000&format=csv";

    @TempDir
    private Path directory;

    private PackagedService service;

    @BeforeEach
    void start() throws IOException {
        service = PackagedService.ready(directory, Map.of());
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n", "Accept-Encoding: gzip\r\n"})
    void datasetCutByAShutdownIsReset(String header) throws Exception {
        try (Socket client = request(ENDLESS, header)) {
            assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
            assertThat(service.endsWithin(Duration.ofSeconds(30))).isTrue();

            assertThatThrownBy(() -> rest(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void streamIsCompletedByAShutdown() throws Exception {
        try (Socket client = request("/stream", "Connection: keep-alive\r\n")) {
            assertThat(client.getInputStream().readNBytes(100)).hasSize(100);
            assertThat(service.endsWithin(Duration.ofSeconds(30))).isTrue();

            assertThat(rest(client)).endsWith("\n\n");
        }
    }

    @Test
    void streamOfAKilledServiceIsReset() throws Exception {
        try (Socket client = request("/stream", "")) {
            assertThat(client.getInputStream().readNBytes(100)).hasSize(100);
            service.close();

            assertThatThrownBy(() -> rest(client)).isInstanceOf(SocketException.class);
        }
    }

    private Socket request(String path, String headers) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(16 * 1024);
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress("127.0.0.1", service.port()));
        client.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n" + headers + "\r\n").getBytes(US_ASCII));
        return client;
    }

    /** What is received until the connection is closed; fails if it is reset. */
    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
}
