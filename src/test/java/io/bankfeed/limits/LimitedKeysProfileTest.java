package io.bankfeed.limits;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.security.Secured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LimitedAndSecured.class)
class LimitedKeysProfileTest {

    @Test
    void anonymousClientsAreLimitedByAddress() {
        String client = "192.0.2.1";
        Response first = with(Secured.UNKNOWN, client, "/transactions/1000");
        assertProblem(first, 401);
        assertThat(first.header("RateLimit")).isEqualTo("\"units\";r=29;t=1");

        int tries = 1;
        Response last = first;
        while (last.statusCode() == 401 && tries < 1000) {
            last = with(Secured.UNKNOWN, client, "/q/metrics/");
            tries++;
        }

        assertProblem(last, 429).hasDetailStarting("The request costs 1 units, but 0 are left");
        assertThat(tries).isGreaterThan(30);
        assertThat(with(Secured.READER, client, "/status").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "192.0.2.3"})
    void keyIsLimitedAcrossAddresses(String client) {
        Response answer = with(Secured.OPERATOR, client, "/transactions/700");

        // Each takes 15 of 30 units, and one is added per second.
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("RateLimit")).matches("\"units\";r=(15|[0-9]);t=[0-9]+");
    }

    private static Response with(String key, String client, String path) {
        return given().header("X-API-Key", key)
                .header("X-Forwarded-For", client)
                .get(path);
    }
}
