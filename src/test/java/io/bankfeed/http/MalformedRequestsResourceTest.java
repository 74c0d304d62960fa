package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
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

/** Requests that no HTTP client would send. */
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
    void malformedHttpIsRefusedByTheServerAndClosesTheConnection(String head) throws IOException {
        assertThat(answer(head)).contains(" 400 ").doesNotContain(" 200 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Host: localhost                        | 400 | Host
                    Host: elsewhere.example                | 400 | Host
                    Origin: http://localhost~Origin: null  | 400 | Origin
                    Content-Type: text/plain               | 400 | Content-Type
                    Transfer-Encoding: gzip, chunked       | 501 | Transfer-Encoding
                    Transfer-Encoding: identity, Chunked   | 501 | Transfer-Encoding
                    Transfer-Encoding: gzip~Transfer-Encoding: chunked    | 501 | Transfer-Encoding
                    Transfer-Encoding: chunked, chunked    | 400 | Transfer-Encoding
                    Transfer-Encoding: chunked~Transfer-Encoding: gzip    | 400 | Transfer-Encoding
                    Transfer-Encoding: gzip                | 400 | Transfer-Encoding
                    Transfer-Encoding: identity            | 400 | Transfer-Encoding
                    Transfer-Encoding:                     | 400 | Transfer-Encoding
                    Transfer-Encoding: x~Content-Length: 2 | 400 | Transfer-Encoding
                    Expect: 100-continue, more             | 417 | Expect
                    Expect: 100-continue~Expect: more      | 417 | Expect
                    """)
    void requestThatMayBeUnderstoodDifferentlyIsRefusedAndClosesTheConnection(String headers, int status, String blamed)
            throws IOException {
        String next = "POST /start HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n";

        String answers = answer("POST /config HTTP/1.1\r\nContent-Type: application/json\r\n" + HOST
                + headers.replace("~", "\r\n") + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + next);

        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(answers)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json")
                .containsPattern("\"detail\":\"[^\"]*" + blamed);
        // A feed that a stream of another test started stops by itself.
        await().until(() -> !RestAssured.get("/status").jsonPath().getBoolean("streaming"));
    }

    @Test
    void unknownVersionIsRefused() throws IOException {
        assertThat(answer("GET /status HTTP/2.0\r\n" + HOST)).contains(" 505 ", "application/problem+json");
    }

    @Test
    void fragmentIsRefused() throws IOException {
        assertThat(answer("GET /status#x HTTP/1.1\r\n" + HOST)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void optionsOfTheServerListsAllMethods() throws IOException {
        assertThat(answer("OPTIONS * HTTP/1.1\r\nConnection: close\r\n" + HOST))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("\r\nAllow: DELETE, GET, HEAD, OPTIONS, PATCH, POST\r\n")
                .doesNotContainIgnoringCase("\r\nX-Request-Id:");
        assertThat(answer("OPTIONS * HTTP/1.1\r\nX-Request-Id: a\r\nConnection: close\r\n" + HOST))
                .containsIgnoringCase("\r\nX-Request-Id: a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stop", "/stream/tickets"})
    void bodyThatAnEndpointHasNoUseForIsIgnored(String path) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: ";

        assertThat(answer(head + "4\r\n" + HOST + "\r\nnope")).startsWith("HTTP/1.1 200 ");
        assertThat(answer(head + "65537\r\n" + HOST + "\r\n" + "x".repeat(65_537)))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void pageOfAnotherOriginIsRefusedWithoutAHost() throws IOException {
        assertThat(answer("POST /stop HTTP/1.0\r\nOrigin: http://a.example\r\n\r\n"))
                .contains(
                        " 403 ",
                        "Pages of http://a.example may read but not POST; those of bankfeed.cors.origins may.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TE, close", "Close, TE", "keep-alive, close"})
    void connectionIsClosedIfTheClientAsksForIt(String connection) throws IOException {
        assertThat(answer("GET /transactions/1000 HTTP/1.1\r\nConnection: " + connection + "\r\n" + HOST))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("}");
    }

    @Test
    void clientOfHttp10GetsNoInterimResponse() throws IOException {
        assertThat(answer("POST /config HTTP/1.0\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                        + "Content-Length: 2\r\n" + HOST + "\r\n{}"))
                .contains(" 200 OK")
                .doesNotContain(" 100 Continue");
    }

    @Test
    void encodingOfEachHeaderCounts() throws IOException {
        assertThat(answer("POST /config HTTP/1.1\r\nContent-Type: application/json\r\nContent-Encoding: identity\r\n"
                        + "Content-Encoding: gzip\r\nContent-Length: 2\r\nConnection: close\r\n" + HOST + "\r\n{}"))
                .startsWith("HTTP/1.1 415 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/status?a=%u0041", "/status?{}", "/a|b"})
    void invalidPercentEncodingIsRefused(String url) throws IOException {
        assertThat(answer("GET " + url + " HTTP/1.1\r\nConnection: close\r\n" + HOST))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @CsvSource({"GET, *", "GET, status", "CONNECT, localhost:80"})
    void targetThatIsNotAPathIsNotFound(String method, String target) throws IOException {
        assertThat(answer(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n" + HOST))
                .startsWith("HTTP/1.1 404 ")
                .contains("application/problem+json", "There is nothing at " + target);
    }

    @Test
    void urlOf64KibIsRefused() throws IOException {
        assertThat(answer("GET /status?" + "a".repeat(65_536) + " HTTP/1.1\r\n" + HOST))
                .contains(" 414 ");
    }

    @Test
    void headersAboveTheLimitAreRefused() throws IOException {
        assertThat(answer("GET /status HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(140_000) + "\r\n"))
                .contains(" 431 ");
    }

    @ParameterizedTest
    @CsvSource({
        "/config, 400000, 65536",
        "/config, 10000000, 65536",
        "/labels/query, 10000000, 262144",
        "/scores, 10000000, 2097152"
    })
    void chunkedBodyAboveTheLimitIsRefused(String path, int bytes, int most) throws Exception {
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

    /** The client reads nothing until it has sent everything, when the network buffers hold only some responses. */
    @Test
    void allPipelinedRequestsAreAnswered() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            String batch = "GET /transactions/1000 HTTP/1.1\r\n" + HOST + "\r\n";
            socket.getOutputStream()
                    .write((batch.repeat(100) + "GET /transaction HTTP/1.1\r\nConnection: close\r\n" + HOST + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(text(socket).split("HTTP/1.1 200 OK", -1)).hasSize(102);
        }
    }

    @Test
    void requestsAfterAStreamWaitForItsEnd() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String status = "GET /status HTTP/1.1\r\n" + HOST + "\r\n";
            socket.getOutputStream()
                    .write(("GET /stream?limit=3 HTTP/1.1\r\n" + HOST + "\r\n" + status.repeat(99)
                                    + "GET /status HTTP/1.1\r\nConnection: close\r\n" + HOST + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            String answers = text(socket);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(102);
            assertThat(answers.indexOf("transactions_generated")).isGreaterThan(answers.lastIndexOf("id: "));
        }
    }

    @Test
    void garbageAfterARequestDoesNotAffectItsResponse() throws IOException {
        assertThat(answer("GET /transaction HTTP/1.1\r\n" + HOST + "\r\nrubbish\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("transaction_id")
                .contains(" 400 Bad Request");
    }

    /** Everything received until the service closes the connection. */
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
