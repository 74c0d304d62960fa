package io.bankfeed.limits;

import static io.bankfeed.ServiceMetrics.metric;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.streaming.EventStreamClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More connections than there may be. */
@QuarkusTest
@TestProfile(ConnectionsResourceTest.Few.class)
class ConnectionsResourceTest {

    private static final int MOST = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /transaction HTTP/1.1\r\nHost: loc",
                "PATCH /config HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{"
            })
    void whoAsksForNothingMakesRoomForOthers(String begun) throws IOException {
        double displaced = metric("bankfeed_backlog_displaced_total");
        List<Socket> idlers = new ArrayList<>();
        try (EventStreamClient subscriber = new EventStreamClient(RestAssured.port, "/stream")) {
            subscriber.next();
            for (int i = 0; i < 4 * MOST; i++) {
                idlers.add(connect(begun));
                if (i % MOST == 0) {
                    given().get("/transaction").then().statusCode(200);
                    given().get("/q/health/live").then().statusCode(200);
                }
            }
            assertThat(subscriber.next()).isNotNull();
            assertThat(metric("bankfeed_backlog_displaced_total") - displaced).isGreaterThanOrEqualTo(3 * MOST);
            // The first that came was the first to go, though it might have gone on for half a minute.
            assertThat(answer(idlers.get(0))).isEmpty();
        } finally {
            for (Socket idler : idlers) {
                idler.close();
            }
        }
    }

    @Test
    void whoHasSomethingToDoStays() throws IOException {
        List<Socket> subscribers = new ArrayList<>();
        try {
            boolean isRefused = false;
            while (!isRefused) {
                assertThat(subscribers).hasSizeLessThanOrEqualTo(MOST);
                Socket next = connect("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
                isRefused = firstByte(next) < 0;
                if (!isRefused) {
                    subscribers.add(next);
                }
            }
            for (Socket subscriber : subscribers) {
                assertThat(firstByte(subscriber)).isPositive();
            }
        } finally {
            for (Socket subscriber : subscribers) {
                subscriber.close();
            }
        }
        await().ignoreExceptions().until(() -> metric("bankfeed_backlog_refused_total{of=\"connections\"}") > 0);
    }

    private static Socket connect(String begun) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(20_000);
        try {
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException e) {
            // Closed as it came, which its reader will see.
            assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
        }
        return socket;
    }

    private static int firstByte(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    private static String answer(Socket socket) throws IOException {
        try (InputStream answer = socket.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }

    /** Room for few connections. */
    public static class Few implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bankfeed.limits.max-connections", Integer.toString(MOST));
        }
    }
}
