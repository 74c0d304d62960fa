package io.bankfeed.limits;

import static io.bankfeed.ServiceMetrics.metric;
import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not take what they asked for, or do not send what they announced. */
@QuarkusTest
@TestProfile(Hurried.class)
class BacklogResourceTest {

    /** As many of the longest as may be incomplete at once. */
    private static final int MAX_BODIES = 24;

    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String BATCH = "GET /transactions/1000" + HOST + "\r\n";

    /** Some of the answers are in the network's buffers, and those of one piece of what was sent wait here. */
    @Test
    void whatIsAskedForBeforeItCanBeTakenIsMadeWhenItCan() throws IOException {
        try (Socket greedy = connect()) {
            send(greedy, BATCH.repeat(100) + "GET /transaction" + HOST + "Connection: close\r\n\r\n");
            await().until(() -> answers() > 0);
            assertThat(answers()).isLessThan(5_000_000);

            assertThat(text(greedy).split("HTTP/1.1 200 OK", -1)).hasSize(102);
        }
        await().untilAsserted(() -> assertThat(answers()).isZero());
    }

    /** One that does nothing but send requests after a stream that it has opened, and takes. */
    @Test
    void whatIsAskedForAfterAStreamWaitsForItsEnd() throws IOException {
        try (Socket subscriber = connect()) {
            send(subscriber, "GET /stream?limit=3" + HOST + "\r\n");
            send(subscriber, ("GET /status" + HOST + "\r\n").repeat(99));
            send(subscriber, "GET /status" + HOST + "Connection: close\r\n\r\n");

            String answers = text(subscriber);
            assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(102);
            assertThat(answers.indexOf("transactions_generated")).isGreaterThan(answers.lastIndexOf("id: "));
        }
    }

    @Test
    void whileTooMuchWaitsForClientsTheOthersAreToldSo() throws IOException {
        List<Socket> idlers = new ArrayList<>();
        try {
            await().untilAsserted(() -> {
                // Enough at once, however slow the machine is: they are not waited for for long.
                for (int i = 0; i < 40; i++) {
                    idlers.add(connect());
                    send(idlers.get(idlers.size() - 1), BATCH.repeat(12));
                }
                Response refused = given().get("/transaction");
                assertProblem(refused, 503).hasDetailStarting("More than 6291456 bytes of answers");
                assertThat(refused.header("Retry-After")).isEqualTo("1");
            });
            given().get("/q/health/live").then().statusCode(200);
            assertThat(metric("bankfeed_backlog_refused_total{of=\"answers\"}")).isPositive();

            // They take nothing for longer than they may.
            await().untilAsserted(() -> given().get("/transaction").then().statusCode(200));
        } finally {
            for (Socket idler : idlers) {
                idler.close();
            }
        }
        await().untilAsserted(() -> assertThat(answers()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 262000", "Transfer-Encoding: chunked"})
    void whileTooManyBodiesAreNotCompleteNoOtherIsTaken(String length) throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            await().untilAsserted(() -> {
                for (int i = 0; i < MAX_BODIES; i++) {
                    Socket next = connect();
                    slow.add(next);
                    send(
                            next,
                            "POST /labels/query" + HOST + "Content-Type: application/json\r\n" + length + "\r\n\r\n");
                }
                assertProblem(
                                given().contentType("application/json")
                                        .body("{\"ids\":[]" + " ".repeat(100_000) + "}")
                                        .post("/labels/query"),
                                503)
                        .hasDetailStarting("Of at most 6291456 bytes of bodies");
            });
            given().get("/transaction").then().statusCode(200);

            int waitedFor = 0;
            for (Socket one : slow) {
                String answer = text(one);
                assertThat(answer).matches("(?s)HTTP/1.1 (408|503) .*");
                waitedFor += answer.contains(" 408 ") ? 1 : 0;
            }
            assertThat(waitedFor).isPositive();
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
        await().untilAsserted(() ->
                assertThat(metric("bankfeed_backlog_bytes{of=\"bodies\"}")).isZero());
    }

    /** As many as there are threads for what may wait, and more. */
    @Test
    void bodiesOfWhichHalfHasComeHoldNoThread() throws IOException {
        List<Socket> slow = new ArrayList<>();
        String half = "POST /config" + HOST + "Content-Type: application/json\r\nContent-Length: 20480\r\n\r\n"
                + " ".repeat(15_000);
        try {
            for (int i = 0; i < 250; i++) {
                slow.add(connect());
                send(slow.get(i), half);
            }
            for (String path : List.of("/status", "/q/health/live", "/q/metrics")) {
                given().get(path).then().statusCode(200);
            }
            // None of them was ended before.
            for (Socket one : slow) {
                assertThat(text(one)).startsWith("HTTP/1.1 408 ");
            }
        } finally {
            for (Socket one : slow) {
                one.close();
            }
        }
    }

    /** Without the metrics themselves, which are in the making. */
    private static double answers() {
        return metric("bankfeed_backlog_bytes{of=\"answers\"}") - 128 * 1024;
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
