package io.bankfeed.security;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.SharedProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SharedProfile.class)
class ListedOriginProfileTest {

    @Test
    void pagesOfAConfiguredOriginMayChangeTheFeed() {
        Response response =
                given().header("Origin", SharedProfile.LISTED_ORIGIN).post("/stop");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(SharedProfile.LISTED_ORIGIN);
        assertThat(response.header("Vary")).containsIgnoringCase("Origin");
    }

    @Test
    void preflightIsAllowed() {
        Response response = given().header("Origin", SharedProfile.LISTED_ORIGIN)
                .header("Access-Control-Request-Method", "PATCH")
                .options("/config");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(SharedProfile.LISTED_ORIGIN);
        assertThat(response.header("Access-Control-Allow-Methods")).contains("PATCH");
    }

    @Test
    void otherOriginsAreRefused() {
        assertProblem(given().header("Origin", "https://foreign.example").post("/stop"), 403);
    }
}
