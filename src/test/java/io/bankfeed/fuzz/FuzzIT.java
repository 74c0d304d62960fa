package io.bankfeed.fuzz;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bankfeed.ServiceTest;
import io.bankfeed.fuzz.RawClient.RawAnswer;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Sends many requests, most of which are wrong. Each has a seed of its own, so that a failure can be reproduced alone;
 * the request that fails is then reduced to the parts that the failure needs.
 */
@QuarkusIntegrationTest
class FuzzIT extends ServiceTest {

    private static final long SEED = 20_251_123;
    private static final int INPUTS = 10_000;
    private static final int INPUTS_PER_RESET = 100;
    private static final int MAX_FAILURES = 5;
    private static final List<Integer> INTENDED_SERVER_ERRORS = List.of(501, 503, 505);
    private static final List<Integer> TRY_LATER = List.of(425, 429, 503);

    /** The statuses of the HTTP server itself for a request that is not valid HTTP, without a problem. */
    private static final List<Integer> NOT_HTTP = List.of(400, 414, 431);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void refusalsAreValidProblemsAndChangeNothing() throws IOException {
        RawClient client = new RawClient(RestAssured.port);
        FuzzGrammar grammar =
                new FuzzGrammar(parsed(given().get("/openapi.json").asString()));
        JsonNode state = settledState();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            if (i % INPUTS_PER_RESET == 0) {
                asAfterTheStart();
                state = settledState();
            }
            FuzzRequest request = grammar.request(new Random((SEED + i) * 0x9E3779B97F4A7C15L));
            try {
                state = check(client, request, state);
            } catch (AssertionError failure) {
                failures.add("Input " + i + "\n" + simplest(client, request) + "\n\n" + failure.getMessage());
                if (failures.size() == MAX_FAILURES) {
                    break;
                }
                asAfterTheStart();
                state = settledState();
            }
        }
        System.getLogger(FuzzIT.class.getName())
                .log(System.Logger.Level.INFO, "Responses by status (0: none): {0}", statuses);
        assertThat(failures).isEmpty();
        assertThat(statuses.keySet()).contains(200, 400, 404, 405, 406, 413, 415);
    }

    /** Returns the state after the request. */
    private JsonNode check(RawClient client, FuzzRequest request, JsonNode before) throws IOException {
        Optional<RawAnswer> answer = client.exchange(request);
        int status = answer.map(RawAnswer::status).orElse(0);
        statuses.merge(status, 1, Integer::sum);
        answer.ifPresent(got -> {
            try {
                assertProper(request, got);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n\n" + got, e);
            }
        });
        if (request.whole()) {
            assertThat(answer).as("a response").isPresent();
        }
        if (status < 400) {
            return settledState();
        }
        assertThat(relevant(status())).as("the state after a refusal").isEqualTo(before);
        return before;
    }

    private static void assertProper(FuzzRequest request, RawAnswer answer) {
        int status = answer.status();
        assertThat(status).as("status").isBetween(200, 505);
        if (status < 400) {
            return;
        }
        assertThat(status < 500 || INTENDED_SERVER_ERRORS.contains(status))
                .as("status %d is intended", status)
                .isTrue();
        if (NOT_HTTP.contains(status) && answer.isBare() && !request.isValidHttp()) {
            return;
        }
        assertThat(answer.header("content-type")).contains("application/problem+json");
        if (status == 405) {
            assertThat(answer.header("allow")).get().asString().contains("OPTIONS");
        }
        if (TRY_LATER.contains(status)) {
            assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow()))
                    .isPositive();
        }
        if (!request.method().equals("HEAD")) {
            assertProblem(parsed(answer.text()), status);
        }
    }

    private static void assertProblem(JsonNode problem, int status) {
        assertThat(problem.get("type").textValue()).matches("urn:bankfeed:problem:[a-z-]+");
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").textValue())
                .matches("(?s).{10,}\\.")
                .hasSizeLessThan(2_000)
                .doesNotContain("Exception", "io.bankfeed", "\tat ");
        assertThat(problem.get("instance").textValue()).isNotBlank();
        problem.path("errors").forEach(error -> {
            assertThat(error.get("field").isTextual()).isTrue();
            assertThat(error.get("message").textValue()).isNotBlank();
        });
    }

    /** Removes parts of a failing request while it still fails. */
    private FuzzRequest simplest(RawClient client, FuzzRequest request) throws IOException {
        for (FuzzRequest simpler : request.simpler()) {
            asAfterTheStart();
            JsonNode before = settledState();
            try {
                check(client, simpler, before);
            } catch (AssertionError failure) {
                return simplest(client, simpler);
            }
        }
        return request;
    }

    /** The state once the service has noticed that the connection of the last request is closed. */
    private JsonNode settledState() {
        JsonNode status = status();
        if (!isSettled(status)) {
            status = await().pollInterval(Duration.ofMillis(2)).until(this::status, FuzzIT::isSettled);
        }
        return relevant(status);
    }

    private static boolean isSettled(JsonNode status) {
        return status.get("subscribers").intValue() == 0
                && status.at("/truth/subscribers").intValue() == 0;
    }

    /** The part of the state that no refused request may change. A running feed generates transactions meanwhile. */
    private static JsonNode relevant(JsonNode status) {
        ObjectNode relevant = ((ObjectNode) status).retain("streaming", "config", "seed", "transactions_generated");
        if (relevant.get("streaming").booleanValue()) {
            relevant.remove("transactions_generated");
        }
        return relevant;
    }

    private JsonNode status() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/status"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return parsed(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }
}
