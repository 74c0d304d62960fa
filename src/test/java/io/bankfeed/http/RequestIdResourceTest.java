package io.bankfeed.http;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestIdResourceTest extends ServiceTest {

    private static final String HEADER = "X-Request-Id";

    @ParameterizedTest
    @ValueSource(
            strings = {"/transactions/1001", "/nothing", "/transactions/x", "/stream?limit=0", "/openapi.json/nothing"})
    void problemContainsTheRequestId(String path) {
        Response made = given().urlEncodingEnabled(false).get(path);
        Response named =
                given().urlEncodingEnabled(false).header(HEADER, "my.request-7").get(path);

        assertThat(idOf(made)).matches("[0-9a-f]{8}-[0-9]+").isEqualTo(made.header(HEADER));
        assertThat(idOf(named)).isEqualTo("my.request-7").isEqualTo(named.header(HEADER));
    }

    @Test
    void requestsWithoutAnIdGetUniqueIds() {
        assertThat(idOf(given().get("/nothing"))).isNotEqualTo(idOf(given().get("/nothing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\"quoted\"", "a\u00e4", "<script>"})
    void invalidIdIsReplaced(String name) {
        assertThat(idOf(given().header(HEADER, name).get("/nothing"))).matches("[0-9a-f]{8}-[0-9]+");
        assertThat(idOf(given().header(HEADER, "x".repeat(65)).get("/nothing"))).matches("[0-9a-f]{8}-[0-9]+");
    }

    @Test
    void responseRepeatsTheIdOfTheRequest() {
        configure("{\"frequency_seconds\":0.01}");

        assertThat(given().header(HEADER, "a").get("/transaction").header(HEADER))
                .isEqualTo("a");
        assertThat(given().header(HEADER, "b").get("/stream?limit=1").header(HEADER))
                .isEqualTo("b");
        assertThat(given().header(HEADER, "c").get("/datasets?count=1").header(HEADER))
                .isEqualTo("c");
        assertThat(given().header(HEADER, "d").get("/q/health").header(HEADER)).isEqualTo("d");
        assertThat(given().get("/transaction").header(HEADER)).isNull();
    }

    private static String idOf(Response response) {
        assertProblem(response, response.statusCode());
        return response.jsonPath().getString("request_id");
    }
}
