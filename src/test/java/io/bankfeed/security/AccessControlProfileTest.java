package io.bankfeed.security;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Secured.class)
class AccessControlProfileTest {

    private static final String ID = "TXN_00000001";
    private static final String BEARER = "Bearer realm=\"bankfeed\"";

    private enum Access {
        OPEN,
        READ,
        OPERATE
    }

    /** The role that each endpoint requires. */
    private static final Map<String, Access> ENDPOINTS = Map.ofEntries(
            Map.entry("GET /", Access.READ),
            Map.entry("GET /transaction", Access.READ),
            Map.entry("GET /transactions/{count}", Access.READ),
            Map.entry("GET /stream", Access.READ),
            Map.entry("POST /stream/tickets", Access.READ),
            Map.entry("GET /labels/{transaction_id}", Access.READ),
            Map.entry("GET /labels", Access.READ),
            Map.entry("POST /labels/query", Access.READ),
            Map.entry("GET /labels/stream", Access.READ),
            Map.entry("POST /scores", Access.READ),
            Map.entry("GET /scoreboard", Access.READ),
            Map.entry("GET /scoreboard/{detector}/curve", Access.READ),
            Map.entry("GET /scoreboard/stream", Access.READ),
            Map.entry("DELETE /scoreboard/{detector}", Access.OPERATE),
            Map.entry("GET /datasets", Access.READ),
            Map.entry("GET /config", Access.READ),
            Map.entry("GET /status", Access.READ),
            Map.entry("POST /config", Access.OPERATE),
            Map.entry("PATCH /config", Access.OPERATE),
            Map.entry("POST /start", Access.OPERATE),
            Map.entry("POST /stop", Access.OPERATE));

    /** Paths that are not in the OpenAPI document. */
    private static final Map<String, Access> OTHERS = Map.ofEntries(
            Map.entry("GET /nothing/here", Access.READ),
            Map.entry("OPTIONS /config", Access.READ),
            Map.entry("HEAD /status", Access.READ),
            Map.entry("HEAD /stream", Access.READ),
            Map.entry("GET /q/metrics", Access.READ),
            Map.entry("GET /q/nothing", Access.READ),
            Map.entry("PUT /config", Access.OPERATE),
            Map.entry("DELETE /status", Access.OPERATE),
            Map.entry("POST /q/health", Access.OPEN),
            Map.entry("GET /q/health", Access.OPEN),
            Map.entry("GET /q/health/live", Access.OPEN),
            Map.entry("GET /q/health/ready", Access.OPEN),
            Map.entry("GET /q/health/started", Access.OPEN),
            Map.entry("GET /console", Access.OPEN),
            Map.entry("GET /console/", Access.OPEN),
            Map.entry("GET /console/js/main.js", Access.OPEN),
            Map.entry("GET /docs", Access.OPEN),
            Map.entry("GET /docs/", Access.OPEN),
            Map.entry("GET /redoc", Access.OPEN),
            Map.entry("GET /openapi.json", Access.OPEN),
            Map.entry("GET /favicon.ico", Access.OPEN));

    @BeforeEach
    void startFeed() {
        configure("{\"frequency_seconds\":0.01}");
        operator().post("/start").then().statusCode(200);
    }

    @AfterEach
    void resetFeed() {
        operator().post("/stop").then().statusCode(200);
        configure("{}");
    }

    @AfterAll
    static void noSecretIsLogged() {
        Secured.assertNoSecretWasWritten();
    }

    static Stream<Arguments> everyEndpoint() {
        return Stream.of(ENDPOINTS, OTHERS)
                .flatMap(table -> table.entrySet().stream())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> arguments(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("everyEndpoint")
    void everyEndpointRequiresItsRole(String endpoint, Access needed) {
        assertAnswer(endpoint, given(), needed == Access.OPEN ? 200 : 401, BEARER);
        assertAnswer(
                endpoint,
                with(Secured.UNKNOWN),
                needed == Access.OPEN ? 200 : 401,
                BEARER + ", error=\"invalid_token\"");
        assertAnswer(
                endpoint,
                with(Secured.READER),
                needed == Access.OPERATE ? 403 : 200,
                BEARER + ", error=\"insufficient_scope\"");
        assertAnswer(endpoint, operator(), 200, "");
    }

    @Test
    void browsersWithoutAKeyAreSentToTheConsole() {
        given().redirects()
                .follow(false)
                .header("Accept", "text/html")
                .get("/")
                .then()
                .statusCode(302);
    }

    @Test
    void documentRequiresKeys() {
        JsonPath document = given().get("/openapi.json").jsonPath();

        assertThat(document.<Map<String, Object>>getList("security"))
                .containsExactly(Map.of("bearer", List.of()), Map.of("apiKey", List.of()));
        assertThat(document.getMap("components.securitySchemes")).containsOnlyKeys("bearer", "apiKey");
    }

    @Test
    void everyEndpointOfTheApiIsInTheTable() {
        Map<String, Map<String, Object>> paths =
                given().get("/openapi.json").jsonPath().getMap("paths");
        List<String> operations = new ArrayList<>();
        paths.forEach((path, methods) ->
                methods.keySet().forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(operations).containsExactlyInAnyOrderElementsOf(ENDPOINTS.keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization: Bearer ", "Authorization: bearer ", "Authorization: BEARER  ", "X-API-Key: "})
    void keyIsAcceptedInEitherHeader(String beginning) {
        String[] nameAndScheme = beginning.split(": ", 2);

        given().header(nameAndScheme[0], nameAndScheme[1] + Secured.READER)
                .get("/status")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer a b", "Digest x", "", "x"})
    void otherSchemesAreRefused(String authorization) {
        Response response = given().header("Authorization", authorization).get("/status");

        assertProblem(response, 401).hasDetailStarting("The header Authorization must be Bearer followed by");
        assertThat(response.header("WWW-Authenticate")).isEqualTo(BEARER + ", error=\"invalid_request\"");
    }

    @Test
    void severalCredentialsAreRefused() {
        String twice = "A request must carry one credential: Authorization, X-API-Key or a ticket, but this one had 2";

        assertProblem(with(Secured.READER).header("X-API-Key", Secured.READER).get("/status"), 400)
                .hasDetailStarting(twice);
        assertProblem(with(Secured.READER).header("Authorization", "Bearer x").get("/status"), 400)
                .hasDetailStarting(twice);
        assertProblem(given().get("/stream?ticket=" + ticket() + "&ticket=" + ticket()), 400)
                .hasDetailStarting(twice);
        assertProblem(with(Secured.READER).get("/stream?ticket=" + ticket()), 400)
                .hasDetailStarting(twice);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 10_000})
    void longKeyIsUnknown(int length) {
        assertProblem(with("k".repeat(length)).get("/status"), 401).hasDetail("The key is not known.");
    }

    @Test
    void nonAsciiKeyIsUnknown() {
        RestAssuredConfig latin =
                RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset(ISO_8859_1));

        assertProblem(
                        given().config(latin)
                                .header("X-API-Key", Secured.READER + "\u00e9")
                                .get("/status"),
                        401)
                .hasDetail("The key is not known.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/../../status",
                "/q/health/%2e%2e/%2e%2e/status",
                "/docs/../status",
                "/docs/..;/status",
                "/q/healthy",
                "/consolex",
                "/docsx",
                "//status",
                "/status;a=/q/health",
                "/%73tatus",
                "/q/health;/../../status",
                "/q%2Fhealth/../status",
                "/q/health%2F..%2F..%2Fstatus",
                "/openapi.json/../status"
            })
    void noSpellingOfAPathBypassesAuthentication(String path) {
        Response response = given().urlEncodingEnabled(false).get(path);

        assertThat(response.statusCode()).isIn(401, 404);
        assertThat(response.asString()).doesNotContain("transactions_generated");
    }

    @Test
    void refusedRequestChangesNothing() {
        RequestSpecification reader =
                with(Secured.READER).contentType("application/json").body("{\"batch_size\":9}");

        assertProblem(reader.post("/config"), 403)
                .hasDetail("POST at /config needs the role operator, which key:dashboard does not have.");
        assertThat(with(Secured.READER).get("/config").jsonPath().getInt("batch_size"))
                .isEqualTo(1);
    }

    @Test
    void refusalIsReadableFromOtherOrigins() {
        Response response = given().header("Origin", "https://foreign.example").get("/status");

        assertProblem(response, 401);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void preflightAllowsTheKeyHeaders() {
        Response response = given().header("Origin", "https://foreign.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,x-api-key")
                .options("/status");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Headers")).contains("Authorization", "X-API-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream?limit=1&ticket=", "/stream/?limit=1&ticket=", "/labels/stream?limit=1&ticket="})
    void ticketOpensOneStream(String path) {
        String ticket = ticket();

        assertThat(given().get(path + ticket).statusCode()).isEqualTo(200);
        assertProblem(given().get(path + ticket), 401)
                .hasDetailStarting("The ticket is invalid, already used, or expired");
    }

    @Test
    void ticketOpensNothingElse() {
        String ticket = ticket();

        assertProblem(given().get("/status?ticket=" + ticket), 401);
        assertProblem(given().post("/stop?ticket=" + ticket), 401);
        assertThat(given().head("/stream?ticket=" + ticket).statusCode()).isEqualTo(401);
        assertProblem(with(ticket).get("/stream"), 401);
        assertThat(given().get("/stream?limit=1&ticket=" + ticket).statusCode()).isEqualTo(200);
    }

    @Test
    void concurrentUsesOfATicketOpenOneStream() {
        String ticket = ticket();
        List<CompletableFuture<Integer>> users = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> given().get("/stream?limit=1&ticket=" + ticket).statusCode()))
                .limit(8)
                .toList();

        assertThat(users.stream().map(CompletableFuture::join))
                .containsOnlyOnce(200)
                .containsOnly(200, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%00", "%C3%A4", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void unknownTicketIsRefused(String ticket) {
        assertProblem(given().urlEncodingEnabled(false).get("/stream?limit=1&ticket=" + ticket), 401);
    }

    @Test
    void statusAndMetricsRevealNoSecret() {
        with(Secured.UNKNOWN).get("/status");
        String ticket = ticket();
        given().get("/stream?limit=1&ticket=" + ticket);

        Secured.assertHasNoSecret(operator().get("/status").asString());
        Secured.assertHasNoSecret(operator().get("/q/metrics").asString());
        Secured.assertHasNoSecret(
                given().get("/stream?limit=1&ticket=" + ticket).asString());
        Secured.assertHasNoSecret(with(Secured.UNKNOWN).get("/" + "nothing").asString());
    }

    /** They are refused before a route is known, so that the path itself would be a tag. */
    @Test
    void pathsOfRefusedRequestsAreNotInTheMetrics() {
        for (int i = 0; i < 5; i++) {
            given().get("/transactions/invented" + i);
            given().get("/labels/invented" + i);
            given().get("/q/invented" + i);
        }
        given().get("/status").then().statusCode(401);

        assertThat(operator().get("/q/metrics").asString())
                .doesNotContain("invented")
                .contains("status=\"401\",uri=\"/status\"");
    }

    private static void assertAnswer(String endpoint, RequestSpecification request, int status, String challenge) {
        String[] methodAndPath = endpoint.split(" ", 2);
        String method = methodAndPath[0];
        String path = methodAndPath[1]
                .replace("{count}", "1")
                .replace("{transaction_id}", ID)
                .replace("{detector}", "rules-v1");
        if (path.endsWith("/stream")) {
            path += "?limit=1&last_event_id=before-1";
        }
        Response response = request.contentType("application/json")
                .body(method.equals("GET") || method.equals("HEAD") ? "" : "{}")
                .request(method, path);
        if (status == 200) {
            assertThat(response.statusCode()).as(endpoint).isNotIn(401, 403).isLessThan(500);
            return;
        }
        assertThat(response.statusCode()).as(endpoint).isEqualTo(status);
        assertThat(response.header("WWW-Authenticate")).isEqualTo(challenge);
        if (!method.equals("HEAD")) {
            assertProblem(response, status);
        }
        Secured.assertHasNoSecret(response.asString() + response.headers());
    }

    private static void configure(String json) {
        operator()
                .contentType("application/json")
                .body(json)
                .post("/config")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification operator() {
        return with(Secured.OPERATOR);
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static String ticket() {
        return Secured.secret(
                with(Secured.READER).post("/stream/tickets").jsonPath().getString("ticket"));
    }
}
