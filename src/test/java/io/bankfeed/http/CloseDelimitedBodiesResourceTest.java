package io.bankfeed.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.0, whose bodies end with the connection unless they have a length. */
@QuarkusTest
class CloseDelimitedBodiesResourceTest extends ServiceTest {

    private static final String DATASET = "/datasets?count=500&seed=42&start=2026-01-01&format=csv";

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n", "Connection: close\r\n"})
    void completeDatasetEndsWithTheConnection(String header) throws IOException {
        try (Socket client = request(DATASET, header)) {
            String response = rest(client);

            assertThat(response)
                    .startsWith("HTTP/1.0 200 OK\r\n")
                    .containsIgnoringCase("\r\nConnection: close\r\n")
                    .doesNotContainIgnoringCase("\r\nTrailer:", "\r\nTransfer-Encoding:", "\r\nContent-Length:");
            assertThat(body(response)).isEqualTo(given().get(DATASET).asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson"})
    void boundedStreamEndsWithTheConnection(String accept) throws IOException {
        configure("{\"frequency_seconds\": 0.01}");
        try (Socket client = request("/stream?limit=3", "Connection: keep-alive\r\nAccept: " + accept + "\r\n")) {
            assertThat(body(rest(client)).split("\"transactions\":", -1)).hasSize(4);
        }
    }

    @Test
    void jsonTooLongForALengthEndsWithTheConnection() throws IOException {
        given().get("/transactions/1000").then().statusCode(200);
        long last = given().get("/status").jsonPath().getLong("transactions_generated");
        String path = "/labels?from=TXN_%08d&to=TXN_%08d".formatted(last - 999, last);
        try (Socket client = request(path, "Connection: keep-alive\r\n")) {
            assertThat(body(rest(client))).isEqualTo(given().get(path).asString());
        }
    }

    @Test
    void stoppedStreamEndsWithoutAReset() throws IOException {
        try (Socket client = request("/stream", "")) {
            await().until(() -> given().get("/status").jsonPath().getInt("subscribers") == 1);
            given().post("/stop").then().statusCode(200);

            assertThat(body(rest(client))).startsWith(":").endsWith("\n\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/x-ndjson"})
    void slowSubscriberIsReset(String accept) throws IOException {
        configure("{\"frequency_seconds\": 0.01, \"batch_size\": 1000}");
        long before = slowDisconnects();
        try (Socket client = request("/stream", "Accept: " + accept + "\r\n")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> slowDisconnects() > before);

            assertThatThrownBy(() -> rest(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void clientThatSendsNothingMoreIsReset() throws IOException {
        try (Socket client = request("/datasets?count=100000000&format=ndjson", "")) {
            assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
            client.shutdownOutput();

            assertThatThrownBy(() -> rest(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void pipelinedRequestAfterTheBodyIsIgnored() throws IOException {
        String pipelined = "Connection: keep-alive\r\n\r\nGET /transaction HTTP/1.0\r\nConnection: keep-alive\r\n";
        try (Socket client = request(DATASET, pipelined)) {
            assertThat(body(rest(client))).isEqualTo(given().get(DATASET).asString());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /transactions/3", "HEAD, /datasets", "HEAD, /stream", "GET, /nothing"})
    void connectionIsKeptWhereTheLengthIsKnown(String method, String path) throws IOException {
        String kept = "Connection: keep-alive\r\n\r\n";
        try (Socket client = connect()) {
            send(client, method + " " + path + " HTTP/1.0\r\n" + kept + "GET / HTTP/1.0\r\n\r\n");

            assertThat(rest(client).split("HTTP/1.0 ", -1)).hasSize(3);
        }
    }

    /** HTTP/1.0 does not require Host. */
    @ParameterizedTest
    @CsvSource({"/transaction, 200", "/transactions/-1, 400", "/datasets?count=x, 400", "/nothing, 404"})
    void hostMayBeMissing(String path, int status) throws IOException {
        try (Socket client = request(path, "")) {
            assertThat(rest(client)).startsWith("HTTP/1.0 " + status);
        }
    }

    private static Socket request(String path, String headers) throws IOException {
        Socket client = connect();
        send(client, "GET " + path + " HTTP/1.0\r\n" + headers + "\r\n");
        return client;
    }

    private static Socket connect() throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(16 * 1024);
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress("localhost", RestAssured.port));
        return client;
    }

    private static void send(Socket client, String request) throws IOException {
        client.getOutputStream().write(request.getBytes(US_ASCII));
    }

    /** What is received until the connection is closed; fails if it is reset. */
    private static String rest(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    private static long slowDisconnects() {
        return given().get("/status").jsonPath().getLong("feed.disconnected_slow_subscribers");
    }
}
