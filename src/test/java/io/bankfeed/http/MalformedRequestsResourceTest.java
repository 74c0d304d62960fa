package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP client would send. */
@QuarkusTest
class MalformedRequestsResourceTest {

    private static final String HOST = "Host: localhost\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n",
                "GET /status HTTP/1.1\r\nNa me: x\r\n" + HOST,
                "GET /status HTTP/1.1\r\nX: a\u0000b\r\n" + HOST,
                "POST /config HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n" + HOST,
                "POST /config HTTP/1.1\r\nContent-Length: -2\r\n" + HOST
            })
    void whatIsNoHttpIsAProblemAndEndsTheConnection(String head) throws IOException {
        assertThat(answer(head))
                .contains(" 400 ", "application/problem+json", "\"status\":400", "well-formed HTTP/1.1")
                .doesNotContain("/bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/status?a=%u0041", "/status?{}", "/a|b"})
    void aUrlThatIsNotPercentEncodedIsAProblem(String url) throws IOException {
        assertThat(answer("GET " + url + " HTTP/1.1\r\n" + HOST))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "percent-encoded");
    }

    @ParameterizedTest
    @CsvSource({"GET, *", "GET, status", "CONNECT, localhost:80"})
    void whatIsNoPathIsNotFound(String method, String target) throws IOException {
        assertThat(answer(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n" + HOST))
                .startsWith("HTTP/1.1 404 ")
                .contains("application/problem+json", "There is nothing at " + target + ".");
    }

    @Test
    void aUrlOf64KibIsAProblem() throws IOException {
        assertThat(answer("GET /status?" + "a".repeat(65_536) + " HTTP/1.1\r\n" + HOST))
                .contains(" 414 ", "application/problem+json", "url-too-long", "must be at most 4096 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /status?', 414",
        "'GET /status HTTP/1.1\r\nHost: localhost\r\nX: ', 431",
        "'POST /config HTTP/1.1\r\nHost: localhost\r\nContent-Length: 150005\r\n\r\n', 413"
    })
    void whoStillSendsWhenRefusedGetsTheAnswer(String begun, int status) throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(begun.getBytes(StandardCharsets.US_ASCII));
            out.write("a".repeat(150_000).getBytes(StandardCharsets.US_ASCII));
            await().until(() -> socket.getInputStream().available() > 0);
            // Of the first that comes to a connection that was closed, the network learns that it was.
            for (int i = 0; i < 5; i++) {
                out.write('a');
                Thread.sleep(20);
            }
            assertThat(text(socket)).contains(" " + status + " ", "application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({"/config, 400000, 65536", "/config, 10000000, 65536", "/labels/query, 10000000, 262144"})
    void aBodyThatDoesNotSayItsLengthIsRefusedHoweverLongItIs(String path, int bytes, int most) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        URI uri = URI.create("http://localhost:" + RestAssured.port + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes])))
                .build();

        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("The body must be at most " + most + " bytes, but was larger.");
    }

    @Test
    void whatFollowsABodyThatWasTooLongIsAnsweredToo() throws IOException {
        String chunk = "fffff\r\n" + "a".repeat(0xfffff) + "\r\n";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /config HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                            + HOST + "\r\n" + chunk + chunk + "0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(("GET /status HTTP/1.1\r\nConnection: close\r\n" + HOST + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(text(socket))
                    .startsWith("HTTP/1.1 413 ")
                    .containsOnlyOnce("HTTP/1.1 200 ")
                    .endsWith("}");
        }
    }

    @Test
    void whoGoesOnToSendForLongIsCutOff() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /status?".getBytes(StandardCharsets.US_ASCII));
            byte[] much = "a".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            out.write(much);
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void headersAboveTheLimitAreAProblem() throws IOException {
        assertThat(answer("GET /status HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(140_000) + "\r\n"))
                .contains(" 431 ", "application/problem+json", "headers-too-large", "must be at most 131072 bytes");
    }

    @Test
    void rubbishAfterARequestDoesNotSpoilItsAnswer() throws IOException {
        assertThat(answer("GET /transaction HTTP/1.1\r\n" + HOST + "\r\nrubbish\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("transaction_id")
                .contains(" 400 Bad Request", "application/problem+json");
    }

    /** All that comes until the service closes the connection. */
    private static String answer(String head) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return text(socket);
        }
    }

    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
