package io.bankfeed.http;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LargeBodiesResourceTest {

    private static final int LARGE = 2 * 1024 * 1024;
    private static final int NOT_LARGE = 256 * 1024;

    /** The heap is that of the test. */
    private static final long BODIES_AT_ONCE =
            Math.max(1, Runtime.getRuntime().maxMemory() / LargeBodies.HEAP_DIVISOR / LARGE);

    private final Deque<Socket> senders = new ArrayDeque<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler log = new ConsoleHandler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }
    };

    @BeforeEach
    void watchLog() {
        Logger.getLogger(ProblemMappers.class.getName()).addHandler(log);
    }

    @AfterEach
    void closeSenders() throws IOException {
        for (Socket sender : senders) {
            sender.close();
        }
        await().until(() -> post(LARGE).statusCode() == 200);
        Logger.getLogger(ProblemMappers.class.getName()).removeHandler(log);
        assertThat(logged).as("a client that leaves is no failure").isEmpty();
    }

    @Test
    void onlySoManyLargeBodiesAreReadAtOnce() throws IOException {
        assertThat(post(LARGE).statusCode()).isEqualTo(200);
        fill("Content-Length: " + LARGE);

        assertProblem(post(LARGE), 503).hasDetailStarting("Too many large bodies are being read");
        assertThat(post(LARGE).header("Retry-After")).isEqualTo("1");
        assertThat(post(NOT_LARGE).statusCode()).as("it is not counted").isEqualTo(200);

        senders.pop().close();

        await().untilAsserted(() -> assertThat(post(LARGE).statusCode()).isEqualTo(200));
    }

    @Test
    void bodyWithoutItsLengthCountsAsTheLargest() throws IOException {
        fill("Transfer-Encoding: chunked");

        assertThat(post(LARGE).statusCode()).isEqualTo(503);
    }

    /** More than the threads that could wait for them. */
    @Test
    void bodiesThatDoNotArriveOccupyNothingThatOthersNeed() throws IOException {
        for (int i = 0; i < 300; i++) {
            send("Content-Length: 100");
        }

        assertThat(post(100).statusCode()).isEqualTo(200);
        given().get("/scoreboard").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
    }

    /** Begins to send as many bodies as may be read at once. */
    private void fill(String length) throws IOException {
        for (long i = 0; i < BODIES_AT_ONCE; i++) {
            send(length);
        }
        await().until(() -> post(LARGE).statusCode() == 503);
    }

    /** Begins to send a body. */
    private void send(String length) throws IOException {
        Socket sender = new Socket("localhost", RestAssured.port);
        senders.push(sender);
        sender.getOutputStream()
                .write(("POST /scores HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length
                                + "\r\n\r\n")
                        .getBytes(US_ASCII));
    }

    /** Posts scores of a transaction that there never is, with spaces up to a size. */
    private static Response post(int size) {
        String scores = "{\"detector\":\"large\",\"scores\":[{\"transaction_id\":\"TXN_99999999\",\"score\":1}]}";
        return given().contentType(ContentType.JSON)
                .body(scores + " ".repeat(size - scores.length()))
                .post("/scores");
    }
}
