package io.bankfeed.security;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Secured.class)
class TokensProfileTest {

    /** Set by {@link Issuer}. */
    TokenIssuer issuer;

    @AfterAll
    static void noSecretIsLogged() {
        Secured.assertNoSecretWasWritten();
    }

    @Test
    void readersMayReadAndOperatorsMayChangeTheFeed() {
        String reader = issuer.token("alice", "reader");
        String operator = issuer.token("bob", "operator");

        assertThat(with(reader).get("/transaction").statusCode()).isEqualTo(200);
        assertProblem(with(reader).post("/stop"), 403)
                .hasDetail("POST at /stop needs the role operator, which token:alice does not have.");
        assertThat(with(operator).post("/stop").statusCode()).isEqualTo(200);
        assertProblem(with(issuer.token("carol")).get("/transaction"), 403)
                .hasDetail("GET at /transaction needs the role reader, which token:carol does not have.");
    }

    @Test
    void bodyIsCompleteAfterTokenVerification() {
        String padded = "{\"batch_size\":1" + " ".repeat(60_000) + "}";

        assertThat(with(issuer.token("bob", "operator"))
                        .contentType("application/json")
                        .body(padded)
                        .patch("/config")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void concurrentTokensAreNotMixedUp() {
        List<CompletableFuture<String>> details = Stream.iterate(0, i -> i + 1)
                .limit(40)
                .map(i -> issuer.token("user" + i, "reader"))
                .map(token -> CompletableFuture.supplyAsync(
                        () -> assertProblem(with(token).post("/stop"), 403).detail()))
                .toList();

        for (int i = 0; i < details.size(); i++) {
            assertThat(details.get(i).join())
                    .isEqualTo("POST at /stop needs the role operator, which token:user" + i + " does not have.");
        }
    }

    @Test
    void invalidTokensAreRefused() {
        refused(issuer.unsigned("alice", "operator"));
        refused(issuer.confused("alice", "operator"));
        refused(issuer.forged("alice", "operator"));
        refused(issuer.token("alice", claims -> claims.setIssuer("https://evil.example")));
        refused(issuer.token("alice", claims -> claims.setAudience("another-service")));
        refused(issuer.token("alice", claims -> claims.unsetClaim("aud")));
        refused(issuer.token("alice", claims -> claims.unsetClaim("exp")));
        refused(issuer.token("alice", claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_000_000_000))));
    }

    @Test
    void newKeyOfTheIssuerIsFetched() {
        issuer.changeKey("second");

        assertThat(with(issuer.token("alice", "reader")).get("/transaction").statusCode())
                .isEqualTo(200);
    }

    @Test
    void longTokenIsRefused() {
        Response response = with(issuer.token("a".repeat(20_000), "reader")).get("/transaction");

        assertProblem(response, 401).hasDetail("The token is too long.");
    }

    @Test
    void tokenOpensATicketAndKeysStillWork() {
        String ticket = Secured.secret(with(issuer.token("alice", "reader"))
                .post("/stream/tickets")
                .jsonPath()
                .getString("ticket"));

        assertThat(given().get("/stream?limit=1&ticket=" + ticket).statusCode()).isEqualTo(200);
        assertThat(given().header("X-API-Key", Secured.READER).get("/status").statusCode())
                .isEqualTo(200);
        assertProblem(with(Secured.UNKNOWN).get("/status"), 401).hasDetail("The key is not known.");
        assertProblem(given().get("/status"), 401);
    }

    private static void refused(String token) {
        Response response = with(token).get("/transaction");

        assertProblem(response, 401).hasDetailStarting("The token is invalid: ");
        assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"bankfeed\", error=\"invalid_token\"");
        Secured.assertHasNoSecret(response.asString());
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + Secured.secret(token));
    }
}
