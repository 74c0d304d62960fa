package io.bankfeed.http;

import static io.bankfeed.ServiceMetrics.metric;
import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BackPressureResourceTest {

    private static final String BATCH = "GET /transactions/1000 HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void answersThatClientsDoNotReadAreBounded() throws IOException {
        List<Socket> idlers = new ArrayList<>();
        try {
            await().untilAsserted(() -> {
                // The network takes some of the answers, and how many depends on the machine.
                for (int i = 0; i < 40; i++) {
                    idlers.add(connect());
                    idlers.get(idlers.size() - 1)
                            .getOutputStream()
                            .write(BATCH.repeat(12).getBytes(StandardCharsets.US_ASCII));
                }
                Response refused = given().get("/transaction");
                assertProblem(refused, 503).hasDetailStarting("More than 16777216 bytes of answers wait");
                assertThat(refused.header("Retry-After")).isEqualTo("1");
            });
            given().get("/q/health/live").then().statusCode(200);
            assertThat(metric("bankfeed_backlog_bytes")).isBetween(16e6, 64e6);
            assertThat(metric("bankfeed_backlog_refused_total")).isPositive();
        } finally {
            for (Socket idler : idlers) {
                idler.close();
            }
        }
        await().untilAsserted(() -> given().get("/transaction").then().statusCode(200));
        assertThat(metric("bankfeed_backlog_bytes")).isZero();
    }

    @Test
    void clientsThatDisconnectBeforeTheyReadLeaveNothingBehind() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (Socket client = connect()) {
                client.getOutputStream().write(BATCH.getBytes(StandardCharsets.US_ASCII));
                client.setSoLinger(true, 0);
            }
            given().get("/transaction").then().statusCode(200);
        }
        await().untilAsserted(() -> assertThat(metric("bankfeed_backlog_bytes")).isZero());
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        return socket;
    }
}
