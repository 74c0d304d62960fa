package io.bankfeed.http;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
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

@QuarkusTest
class QueryParameterNamesResourceTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /, page",
        "GET, /config, verbose",
        "GET, /datasets, lables",
        "GET, /datasets/, lables",
        "GET, /labels/TXN_00000001, fields",
        "GET, /labels/stream, fields",
        "GET, /status, since",
        "GET, /stream, limt",
        "GET, /transaction, label",
        "GET, /transactions/3, lables",
        "HEAD, /stream, limt",
        "HEAD, /transaction, label",
        "PATCH, /config, batch_size",
        "POST, /config, batch_size",
        "POST, /labels/query, transaction_ids",
        "POST, /start, frequency_seconds",
        "POST, /stop, after",
        "POST, /stream/tickets, ttl"
    })
    void unknownParameterIsRejected(String method, String path, String name) {
        var request = given().contentType("application/json").queryParam(name, "1");
        if (method.equals("HEAD")) {
            assertThat(request.head(path).statusCode()).isEqualTo(400);
        } else {
            assertProblem(request.request(method, path), 400).blames(name);
        }
        assertThat(given().get("/status").jsonPath().getBoolean("streaming")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/config", "/datasets?count=1", "/status", "/stream?limit=1", "/transaction"})
    void parametersAgainstCachesAreIgnored(String path) {
        assertThat(given().queryParam("_", "1732550400000").get(path).statusCode())
                .isEqualTo(200);
        given().post("/stop").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/?deepLinking=true", "/redoc?x", "/openapi.json?format=yaml", "/q/health?verbose"})
    void otherPagesHaveParametersOfTheirOwn(String path) {
        assertThat(given().get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//datasets?count=1", "/dat%61sets?count=1", "/x/../datasets?count=1"})
    void otherSpellingsOfAPathHaveTheSameParameters(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void repeatedParameterIsRejected() {
        assertProblem(given().get("/transaction?labels=true&labels=true"), 400).blames("labels");
    }

    @Test
    void unknownMethodsAndPathsAreReportedFirst() {
        assertProblem(given().post("/status?x=1"), 405);
        assertProblem(given().get("/statuses?x=1"), 404);
    }

    @Test
    void connectionCanBeUsedAgainAfterARefusedBody() throws IOException {
        String refused = "POST /config?x=1 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 60000\r\n\r\n" + " ".repeat(60_000);
        String last = "GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((refused + refused + last).getBytes(StandardCharsets.US_ASCII));
            String responses = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(responses.split("HTTP/1\\.1 400 ", -1)).hasSize(3);
            assertThat(responses).contains("HTTP/1.1 200 ");
        }
    }
}
