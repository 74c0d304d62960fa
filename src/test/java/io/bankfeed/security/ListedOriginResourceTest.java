package io.bankfeed.security;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ListedOriginResourceTest.OneListed.class)
class ListedOriginResourceTest {

    private static final String LISTED = "https://console.example";

    @Test
    void pagesOfAListedOriginMayChangeSomething() {
        Response response = given().header("Origin", LISTED).post("/stop");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
        assertThat(response.header("Vary")).containsIgnoringCase("Origin");
    }

    @Test
    void theBrowsersQuestionBeforeIsAnsweredYes() {
        Response response = given().header("Origin", LISTED)
                .header("Access-Control-Request-Method", "PATCH")
                .options("/config");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
        assertThat(response.header("Access-Control-Allow-Methods")).contains("PATCH");
    }

    @Test
    void othersStillMayNot() {
        assertProblem(given().header("Origin", "https://foreign.example").post("/stop"), 403);
    }

    /** One origin in the configuration. */
    public static final class OneListed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bankfeed.cors.origins", LISTED);
        }
    }
}
