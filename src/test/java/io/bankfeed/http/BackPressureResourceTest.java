package io.bankfeed.http;

import static io.bankfeed.ServiceMetrics.metric;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BackPressureResourceTest {

    private static final String BATCH = "GET /transactions/1000 HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void responsesThatClientsDoNotReadAreBounded() throws IOException {
        double disconnects = metric("bankfeed_backlog_disconnects_total");
        List<Socket> idlers = new ArrayList<>();
        try {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                // The network takes some of the responses; how many depends on the machine.
                for (int i = 0; i < 40; i++) {
                    idlers.add(connect());
                    idlers.get(idlers.size() - 1)
                            .getOutputStream()
                            .write(BATCH.repeat(40).getBytes(US_ASCII));
                }
                assertThat(metric("bankfeed_backlog_disconnects_total")).isGreaterThan(disconnects);
            });
            assertThat(metric("bankfeed_backlog_bytes")).isBetween(1e6, 18e6);
            given().get("/q/health/live").then().statusCode(200);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> given().get("/transaction").then().statusCode(200));
        } finally {
            for (Socket idler : idlers) {
                idler.close();
            }
        }
        await().untilAsserted(() -> assertThat(metric("bankfeed_backlog_bytes")).isZero());
    }

    @Test
    void nothingIsGeneratedForAClientThatDoesNotRead() throws IOException {
        try (Socket client = connect()) {
            long before = generated();
            client.getOutputStream().write(BATCH.repeat(100).getBytes(US_ASCII));

            await().until(() -> metric("bankfeed_backlog_bytes") > 0);
            assertThat(generated() - before).isBetween(1000L, 60_000L);
        }
    }

    private static long generated() {
        return given().get("/status").jsonPath().getLong("transactions_generated");
    }

    @Test
    void clientsThatDisconnectBeforeTheyReadLeaveNothingBehind() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (Socket client = connect()) {
                client.getOutputStream().write(BATCH.getBytes(US_ASCII));
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
