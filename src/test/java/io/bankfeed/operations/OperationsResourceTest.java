package io.bankfeed.operations;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperationsResourceTest extends ServiceTest {

    @Test
    void rootDescribesTheService() {
        Map<String, Object> service = given().get("/").jsonPath().getMap("$");

        assertThat(service.keySet()).containsExactly("message", "description", "status", "streaming", "config");
        assertThat(service).containsEntry("status", "active").containsEntry("streaming", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"})
    void rootRedirectsBrowsersToTheConsole(String accept) {
        for (String method : List.of("GET", "HEAD")) {
            Response response =
                    given().redirects().follow(false).header("Accept", accept).request(method, "/");

            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.header("Location")).isEqualTo("console/");
            assertThat(response.header("Vary")).isEqualToIgnoringCase("Accept");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "text/html;q=0.5,application/json", "text/html;q=0,*/*"})
    void rootStaysJsonForOthers(String accept) {
        Response response = given().header("Accept", accept).get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.header("Vary")).isEqualToIgnoringCase("Accept");
    }

    /** Nothing inline would run: the page has none. */
    @Test
    void consoleRunsOnlyItsOwnFiles() {
        Response page = given().get("/console/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self';");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.asString())
                .doesNotContain("<style", "style=", "onclick", "://")
                .contains("<noscript>");
        assertThat(Pattern.compile("(?:href|src)=\"([^\"#]+)\"")
                        .matcher(page.asString())
                        .results()
                        .map(match ->
                                URI.create("/console/").resolve(match.group(1)).toString())
                        .filter(path -> !path.equals("/stream")))
                .contains("/console/uplot/uPlot.iife.min.js", "/console/uplot/LICENSE", "/docs/", "/q/metrics")
                .allSatisfy(path ->
                        assertThat(given().get(path).statusCode()).as(path).isEqualTo(200));
    }

    @Test
    void statusHasTheOriginalKeysFirst() {
        JsonPath status = given().get("/status").jsonPath();

        assertThat(status.getMap("$").keySet())
                .asString()
                .isEqualTo("[streaming, transactions_generated, active_accounts, config, seed, uptime_seconds, "
                        + "subscribers, rate, feed, by_pattern, truth]");
        assertThat(status.getMap("rate").keySet()).asString().isEqualTo("[target_per_second, achieved_per_second]");
        assertThat(status.getMap("feed").keySet())
                .asString()
                .isEqualTo("[epoch, sequence, skipped_batches, disconnected_slow_subscribers, replay_buffer]");
        assertThat(status.getMap("feed.replay_buffer").keySet()).asString().isEqualTo("[batches, bytes]");
        assertThat(status.getMap("truth").keySet()).asString().isEqualTo("[held, known, capacity, subscribers]");
        assertThat(status.getMap("by_pattern").keySet())
                .asString()
                .isEqualTo("[normal, money_laundering, account_takeover, loan_fraud, fee_manipulation]");
    }

    @Test
    void statusCountsGeneratedTransactions() {
        JsonPath before = given().get("/status").jsonPath();
        configure("{\"fraud_injection_rate\": 1}");
        given().get("/transactions/1000").then().statusCode(200);
        JsonPath after = given().get("/status").jsonPath();

        assertThat(after.getLong("transactions_generated") - before.getLong("transactions_generated"))
                .isEqualTo(1000);
        assertThat(after.getLong("by_pattern.normal")).isEqualTo(before.getLong("by_pattern.normal"));
        assertThat(after.getLong("by_pattern.loan_fraud")).isGreaterThan(before.getLong("by_pattern.loan_fraud"));
        assertThat(after.getMap("by_pattern").values().stream()
                        .mapToLong(count -> ((Number) count).longValue())
                        .sum())
                .isEqualTo(after.getLong("transactions_generated"));
        assertThat(after.getInt("active_accounts")).isBetween(1, 4000);
        assertThat(after.getDouble("uptime_seconds")).isGreaterThan(before.getDouble("uptime_seconds"));
    }

    @Test
    void statusShowsTheTargetAndAchievedRates() {
        configure("{\"frequency_seconds\": 0.02, \"batch_size\": 4}");
        given().post("/start").then().statusCode(200);
        await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            JsonPath status = given().get("/status").jsonPath();
            assertThat(status.getDouble("rate.target_per_second")).isEqualTo(200.0);
            assertThat(status.getDouble("rate.achieved_per_second")).isCloseTo(200.0, within(20.0));
            assertThat(status.getLong("feed.replay_buffer.batches")).isPositive();
            assertThat(status.getLong("feed.replay_buffer.bytes")).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started", "/q/health"})
    void serviceIsHealthy(String path) {
        given().post("/start").then().statusCode(200);

        Response response = given().get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("status")).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/docs/index.html", "/redoc", "/redoc/", "/redoc/index.html"})
    void documentationPagesAreServed(String path) {
        Response response = given().get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/html");
        assertThat(response.asString()).contains("<title>Bankfeed API</title>");
    }

    /** A reverse proxy may serve the pages under a prefix. */
    @ParameterizedTest
    @CsvSource({"/console, console/", "/docs, docs/", "/redoc, redoc/"})
    void redirectsToDocumentationPagesAreRelative(String path, String location) {
        for (String method : List.of("GET", "HEAD")) {
            Response response = given().redirects().follow(false).request(method, path);

            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.header("Location")).isEqualTo(location);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/redoc/"})
    void documentationPagesHaveOnlyRelativeReferences(String page) {
        String html = given().get(page).asString();
        List<String> references = Pattern.compile("(?:href|src|url)\\s*[=:]\\s*[\"']([^\"']+)")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(html).doesNotContain("\"/", "'/", "://");
        assertThat(references).contains("../openapi.json", "../favicon.ico").allSatisfy(reference -> {
            String target = URI.create(page).resolve(reference).toString();
            assertThat(given().get(target).statusCode()).as(target).isEqualTo(200);
        });
    }

    @Test
    void redocLoadsNothingFromOtherHosts() {
        assertThat(given().get("/redoc/redoc.standalone.js").asString()).doesNotContain("cdn.redoc.ly");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/js/main.js",
                "/docs/",
                "/docs/swagger-ui-bundle.js",
                "/redoc/",
                "/redoc/redoc.standalone.js"
            })
    void documentationPagesAreRevalidated(String path) {
        assertThat(given().get(path).header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void favouriteIconIsSmallAndCached() {
        Response icon = given().get("/favicon.ico");

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.contentType()).isEqualTo("image/x-icon");
        assertThat(icon.header("Cache-Control")).contains("max-age=86400");
        assertThat(icon.asByteArray()).startsWith(0, 0, 1, 0).hasSizeBetween(200, 2000);
    }

    @Test
    void livenessChecksTheFeedPacer() {
        assertThat(given().get("/q/health/live").jsonPath().getList("checks.name"))
                .containsExactly("feed pacer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bankfeed_transactions_total{pattern=\"loan_fraud\"}",
                "bankfeed_transactions_total{pattern=\"normal\"}",
                "bankfeed_feed_batches_total",
                "bankfeed_feed_skipped_batches_total",
                "bankfeed_feed_lateness_seconds_bucket{le=\"0.001\"}",
                "bankfeed_feed_lateness_seconds_count",
                "bankfeed_subscribers",
                "bankfeed_slow_disconnects_total",
                "bankfeed_labels_evicted_unknown_total",
                "bankfeed_label_subscribers",
                "bankfeed_label_slow_disconnects_total"
            })
    void metricsAreExposed(String metric) {
        assertThat(given().accept("application/openmetrics-text")
                        .get("/q/metrics")
                        .asString())
                .contains("\n" + metric + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b c\r\n"})
    void requestWithoutAValidHostIsAProblem(String host) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request = "GET /status HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .contains("Host header");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/x", "/admin/login.php"})
    void problemOfAPathThatResemblesNoneNamesNone(String path) {
        assertProblem(given().get(path), 404).hasDetail("There is nothing at " + path + ". See /docs.");
    }

    @ParameterizedTest
    @CsvSource({
        "/transacton, /transaction",
        "/transaction/5, /transactions/{count}",
        "/transactions, /transactions/{count}",
        "/transactions/, /transactions/{count}",
        "/api/v1/transactions, /transactions/{count}",
        "/Transaction, /transaction",
        "/lables, /labels",
        "/labels/a/b, /labels/{transaction_id}",
        "/lables/TXN_00000001, /labels/{transaction_id}",
        "/config/x, /config",
        "/dataset, /datasets",
        "/openapi, /openapi.json",
        "/doc, /docs",
        "/metrics, /q/metrics",
        "/q/helth, /q/health"
    })
    void problemOfAnUnknownPathNamesTheNearestOne(String path, String nearest) {
        assertProblem(given().get(path), 404)
                .hasDetail("There is nothing at " + path + "; the nearest path is " + nearest + ". See /docs.");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /",
        "PUT, /config/",
        "POST, /transaction",
        "DELETE, /transactions/5",
        "PUT, /stream",
        "GET, /start",
        "GET, /stop",
        "PATCH, /status",
        "POST, /labels",
        "DELETE, /labels/TXN_00000001",
        "PUT, /labels/stream",
        "GET, /labels/query",
        "PUT, /labels/query/",
        "GET, /scores",
        "GET, /scoreboard/rules-v1",
        "POST, /scoreboard/rules-v1/curve",
        "PUT, /config"
    })
    void problemOfAWrongMethodListsTheAllowedOnes(String method, String path) {
        Response response = given().request(method, path);
        Response options = given().options(path);

        assertProblem(response, 405)
                .hasDetailStarting(
                        "The method " + method + " is not allowed at " + path + "; the allowed methods are ");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(response.header("Allow").split(", "))
                .contains("OPTIONS")
                .doesNotContain(method)
                .containsExactlyInAnyOrder(options.header("Allow").split(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /openapi.json",
        "DELETE, /q/health",
        "PUT, /q/metrics",
        "POST, /console/",
        "POST, /docs",
        "PATCH, /redoc/",
        "POST, /redoc/index.html",
        "POST, /q/./metrics",
        "DELETE, /favicon.ico"
    })
    void pagesAllowOnlySafeMethods(String method, String path) {
        Response response = given().redirects().follow(false).request(method, path);

        assertProblem(response, 405)
                .hasDetail("The method " + method + " is not allowed at " + path
                        + "; the allowed methods are GET, HEAD, OPTIONS.");
        assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/redoc", "/openapi.json", "/favicon.ico", "/q/health", "/q/metrics"})
    void pagesAnswerOptionsWithTheirMethods(String path) {
        Response response = given().redirects().follow(false).options(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().getValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
        assertThat(response.asString()).isEmpty();
    }

    @Test
    void optionsOfAnUnknownPathIsAProblem() {
        assertProblem(given().options("/nope"), 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        */* | text/plain; version=0.0.4
        text/plain | text/plain; version=0.0.4
        text/html, */*;q=0.8 | text/plain; version=0.0.4
        application/openmetrics-text | application/openmetrics-text; version=1.0.0
        application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.2,*/*;q=0.1 | \
        application/openmetrics-text; version=1.0.0
        text/plain;q=0, */* | application/openmetrics-text; version=1.0.0
        application/openmetrics-text;q=0.1, text/plain | text/plain; version=0.0.4
        """)
    void acceptSelectsTheFormatOfTheMetrics(String accept, String contentType) {
        assertThat(given().accept(accept).get("/q/metrics").contentType()).startsWith(contentType);
    }

    @Test
    void metricsAreInTheTextFormatByDefault() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request = "GET //q/metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).containsIgnoringCase("\r\nContent-Type: text/plain; version=0.0.4");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/transaction",
                "/transactions/5",
                "/stream?limit=1",
                "/datasets?count=1",
                "/docs/",
                "/redoc/",
                "/openapi.json",
                "/favicon.ico",
                "/q/health",
                "/q/info",
                "/q/metrics"
            })
    void acceptIsUnderstoodTheSameEverywhere(String path) {
        configure("{\"frequency_seconds\": 0.01}");
        for (String nothing : List.of("*/*;q=0", "application/json;q=0, text/*;q=0.0", "rubbish", ",")) {
            Response refused = given().header("Accept", nothing).get(path);
            assertThat(assertProblem(refused, 406).detail()).startsWith("Accept must include ");
        }
        for (String anything : List.of("", "*", "image/*;q=0, */*", "rubbish, */*;q=abc", "text/html, *; q=.2")) {
            assertThat(given().header("Accept", anything).get(path).statusCode())
                    .as(anything)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /status          | application/json;q=0, */*;q=0.5
                    /status          | text/*
                    /stream?limit=1  | */*, text/event-stream;q=0, application/x-ndjson;q=0
                    /stream?limit=1  | */*;q=0, application/json
                    /labels/stream   | */*;q=0
                    /q/metrics       | */*, text/plain;q=0, application/openmetrics-text;q=0
                    """)
    void specificRangesOverrideWildcards(String path, String accept) {
        assertProblem(given().accept(accept).get(path), 406);
    }

    @Test
    void metricsInAnUnsupportedFormatAreAProblem() {
        assertProblem(given().accept("image/png").get("/q/metrics"), 406)
                .hasDetail("Accept must include text/plain or application/openmetrics-text, or be omitted, "
                        + "but was image/png.");
        assertThat(given().accept("text/plain;q=0.5,*/*;q=0.1")
                        .get("/q/metrics")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /transaction | application/json
                    /config/ | application/json
                    /stream | text/event-stream or application/x-ndjson
                    /labels/stream | text/event-stream or application/x-ndjson
                    """)
    void problemOfAnUnacceptableTypeListsTheSupportedOnes(String path, String types) {
        assertProblem(given().accept("image/png").get(path), 406)
                .hasDetail("Accept must include " + types + ", or be omitted, but was image/png.");
    }

    @Test
    void unsatisfiableRangeIsAProblem() {
        Response response = given().header("Range", "bytes=99999999-").get("/redoc/index.html");

        assertProblem(response, 416).hasDetailStarting("The range must lie within the file");
        assertThat(response.header("Content-Range")).startsWith("bytes */");
    }

    @Test
    void longPathsAreShortenedInProblems() {
        assertProblem(given().get("/" + "x".repeat(3000)), 404)
                .hasDetailStarting("There is nothing at /" + "x".repeat(39) + "….");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/transaction", "/transactions/5", "/status", "/config"})
    void headIsAnsweredLikeGetWithoutABody(String path) {
        Response response = given().head(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.asString()).isEmpty();
    }

    @Test
    void longHeadersAreShortenedInProblems() {
        String longType = "image/" + "x".repeat(1000);
        String shortened = "image/" + "x".repeat(34) + "….";

        assertThat(assertProblem(given().accept(longType).get("/status"), 406).detail())
                .endsWith(shortened);
        assertThat(assertProblem(
                                given().contentType(longType)
                                        .body("{}".getBytes(StandardCharsets.US_ASCII))
                                        .post("/config"),
                                415)
                        .detail())
                .endsWith(shortened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/transaction", "/transactions/5", "/status", "/config"})
    void responsesMustNotBeStored(String path) {
        assertThat(given().get(path).header("Cache-Control")).isEqualTo("no-store");
        assertProblem(given().accept("image/png").get(path), 406);
    }
}
