package io.bankfeed.security;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CrossOriginResourceTest extends ServiceTest {

    private static final String FOREIGN = "https://foreign.example";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/transaction", "/transactions/3", "/stream?limit=1", "/status", "/q/health", "/nope"})
    void pagesOfEveryOriginMayRead(String path) {
        configure("{\"frequency_seconds\": 0.01}");
        Response response = given().header("Origin", FOREIGN).get(path);

        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource({"POST, /start", "POST, /stop", "POST, /config", "PATCH, /config"})
    void pagesOfOtherOriginsMayNotChangeAnything(String method, String path) {
        Response response = given().header("Origin", FOREIGN)
                .contentType(ContentType.JSON)
                .body("{\"batch_size\": 9}")
                .request(method, path);

        assertProblem(response, 403)
                .hasDetail("Pages of https://foreign.example may read but not " + method
                        + "; those of the request's Host, localhost:" + RestAssured.port
                        + ", and of bankfeed.cors.origins may.");
        assertThat(response.header("Access-Control-Allow-Origin")).isNull();
        assertThat(given().get("/status").jsonPath().getBoolean("streaming")).isFalse();
        assertThat(given().get("/config").jsonPath().getInt("batch_size")).isEqualTo(1);
    }

    @Test
    void preflightOfAChangeIsRefused() {
        Response response = given().header("Origin", FOREIGN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .options("/config");

        assertProblem(response, 403);
        assertThat(response.header("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "post"})
    void preflightOfAnUnknownMethodIsRefused(String method) {
        assertProblem(
                given().header("Origin", FOREIGN)
                        .header("Access-Control-Request-Method", method)
                        .options("/config"),
                403);
    }

    @Test
    void preflightOfResumingIsAllowed() {
        Response response = given().header("Origin", FOREIGN)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "last-event-id")
                .options("/stream");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(response.header("Access-Control-Allow-Headers")).contains("Last-Event-ID");
    }

    @Test
    void pagesOfTheServiceMayChangeAnything() {
        given().header("Origin", "http://localhost:" + RestAssured.port)
                .contentType(ContentType.JSON)
                .body("{\"batch_size\": 9}")
                .patch("/config")
                .then()
                .statusCode(200);

        assertThat(given().get("/config").jsonPath().getInt("batch_size")).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "localhost", "://", "https://localhost.evil.example", "\u00ff"})
    void malformedOriginIsForeign(String origin) {
        assertProblem(given().header("Origin", origin).post("/stop"), 403);
    }
}
