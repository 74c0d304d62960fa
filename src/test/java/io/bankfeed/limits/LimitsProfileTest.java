package io.bankfeed.limits;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.streaming.EventStreamClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Limited.class)
class LimitsProfileTest {

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    @Test
    void headersReportTheLimitAndExceedingItIsAProblem() {
        Response allowed = from("192.0.2.1", "/transactions/1000");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.header("RateLimit-Policy")).isEqualTo("\"units\";q=30;w=30");
        assertThat(allowed.header("RateLimit")).isEqualTo("\"units\";r=9;t=21");

        Response refused = given().header("X-Forwarded-For", "192.0.2.1")
                .header("Origin", "http://elsewhere.example")
                .get("/transactions/1000");
        assertProblem(refused, 429).hasDetailStarting("The request costs 21 units, but ");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 12);
        assertThat(refused.header("RateLimit")).startsWith("\"units\";r=");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(given().accept("application/openmetrics-text")
                        .get("/q/metrics")
                        .asString())
                .containsPattern("bankfeed_limited_requests_total\\{limit=\"rate\"\\} [1-9]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/transactions/1001",
                "/datasets?count=999999999999999",
                "/labels?from=TXN_00000001&to=TXN_99999999",
                "/transactions/1000;a",
                "/transactions;a/1000",
                "/datasets;a?count=3000",
                "/stream;a"
            })
    void refusedRequestCostsOneUnit(String path) {
        String client = "198.51.100." + (1 + CLIENTS.getAndIncrement());
        Response refused = given().urlEncodingEnabled(false)
                .header("X-Forwarded-For", client)
                .get(path);

        assertThat(refused.statusCode()).isIn(400, 404);
        assertThat(refused.header("RateLimit")).isEqualTo("\"units\";r=29;t=1");
        assertThat(from(client, "/transaction").header("RateLimit")).isEqualTo("\"units\";r=28;t=2");
    }

    @Test
    void forgedAddressDoesNotEvadeTheLimit() {
        assertThat(from("203.0.113.1, 192.0.2.2", "/transactions/1000").statusCode())
                .isEqualTo(200);
        assertThat(from("203.0.113.2, 192.0.2.2", "/transactions/1000").statusCode())
                .isEqualTo(429);
        assertThat(from("192.0.2.3", "/transactions/1000").statusCode()).isEqualTo(200);
    }

    @Test
    void healthAndMetricsAreFree() {
        for (int i = 0; i < 40; i++) {
            Response health = from("192.0.2.4", "/q/health/live");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.header("RateLimit")).isNull();
        }
    }

    @Test
    void resetStreamIsReleased() throws IOException {
        String client = "X-Forwarded-For: 192.0.2.5";
        try (EventStreamClient first = open(client);
                EventStreamClient second = open(client);
                EventStreamClient third = open(client)) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(200);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.header("Retry-After")).isEqualTo("3");
            first.reset();
            await().untilAsserted(() -> {
                try (EventStreamClient again = open(client)) {
                    assertThat(again.status()).isEqualTo(200);
                }
            });
        }
    }

    @Test
    void completedStreamIsReleased() {
        for (int i = 0; i < 4; i++) {
            Response stream = from("192.0.2.6", "/stream?limit=1");
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.asString()).contains("TXN_");
        }
    }

    private static EventStreamClient open(String header) throws IOException {
        return new EventStreamClient(RestAssured.port, "/stream", header);
    }

    private static Response from(String forwardedFor, String path) {
        return given().header("X-Forwarded-For", forwardedFor).get(path);
    }
}
