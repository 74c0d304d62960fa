package io.bankfeed.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.streaming.EventStreamClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time. What is closed serves as the clock of what is not. */
@QuarkusTest
@TestProfile(Hurried.class)
class SlowRequestsResourceTest {

    private static final String HEAD = "GET /transaction HTTP/1.1\r\nHost: localhost\r\n";
    private static final String BODY_TO_COME =
            "POST /config HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"", "G", HEAD, PREFACE})
    void aConnectionWhoseFirstHeadDoesNotComeIsClosed(String sent) throws IOException {
        try (Socket socket = connect()) {
            send(socket, sent);
            // The server says its settings to whom seems to speak HTTP/2.
            assertThat(rest(socket)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void aHeadThatComesByteByByteIsNotWaitedForLonger() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(50);
            send(socket, HEAD + "X: ");
            await().pollDelay(Duration.ZERO).until(() -> isClosedAfterAnother(socket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{"})
    void aBodyThatDoesNotComeIsAProblemAndEndsTheConnection(String sent) throws IOException {
        try (Socket socket = connect()) {
            send(socket, BODY_TO_COME + sent);
            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("application/problem+json", "urn:bankfeed:problem:request-timeout", "within 1 s")
                    .containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void aConnectionWithoutAnotherRequestIsClosed() throws IOException {
        try (Socket socket = connect()) {
            send(socket, HEAD + "\r\n" + HEAD);
            assertThat(rest(socket)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void anotherRequestMayComeLater() throws IOException {
        try (Socket socket = connect()) {
            send(socket, HEAD + "\r\n");
            for (int i = 0; i < 3; i++) {
                aConnectionWhoseFirstHeadDoesNotComeIsClosed(HEAD);
                send(socket, HEAD + "\r\n");
            }
            send(socket, HEAD + "Connection: close\r\n\r\n");
            assertThat(rest(socket).split("HTTP/1.1 200 ", -1)).hasSize(6);
        }
    }

    @Test
    void aSilentStreamStays() throws IOException {
        configure("{\"frequency_seconds\":3600}");
        try (EventStreamClient lines =
                new EventStreamClient(RestAssured.port, "/stream", "Accept: application/x-ndjson")) {
            aConnectionWithoutAnotherRequestIsClosed();
            configure("{\"frequency_seconds\":0.01}");
            assertThat(lines.bodyLine()).contains("transaction_id");
        } finally {
            configure("{\"frequency_seconds\":1}");
        }
    }

    private static boolean isClosedAfterAnother(Socket socket) throws IOException {
        try {
            send(socket, "x");
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** All that comes until the service closes the connection. */
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void configure(String settings) {
        assertThat(given().contentType("application/json")
                        .body(settings)
                        .post("/config")
                        .statusCode())
                .isEqualTo(200);
    }
}
