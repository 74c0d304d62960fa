package io.bankfeed.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
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
                .contains(" 414 ", "application/problem+json", "url-too-long");
    }

    @Test
    void headersAboveTheLimitAreAProblem() throws IOException {
        assertThat(answer("GET /status HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(140_000) + "\r\n"))
                .contains(" 431 ", "application/problem+json", "headers-too-large");
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
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
