package io.bankfeed.limits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bankfeed.console.Browser;
import io.bankfeed.streaming.EventStreamClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service behind the real nginx. */
@QuarkusTest
@TestProfile(Limited.class)
class NginxProfileTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|url)\\s*[=:]\\s*[\"']([^\"']+)");

    @TempDir
    Path directory;

    private Nginx nginx;

    @BeforeEach
    void startNginx() throws IOException {
        Optional<Path> installed = Nginx.installed();
        assumeTrue(installed.isPresent(), "nginx is not installed: apt-get install nginx-light");
        nginx = Nginx.start(installed.orElseThrow(), directory, RestAssured.port);
    }

    @AfterEach
    void stopNginx() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
    }

    @Test
    void eventsAreNotBufferedAndCanBeResumed() throws IOException {
        configure("{\"frequency_seconds\":0.2}");
        String last;
        try (EventStreamClient client = new EventStreamClient(nginx.port(), "/stream")) {
            last = idOfNext(client);
            // No further event is sent, so an event buffered by nginx would never arrive.
            configure("{\"frequency_seconds\":3600}");
            long released = given().get("/status").jsonPath().getLong("feed.sequence");
            while (sequence(last) < released) {
                last = idOfNext(client);
            }
        }
        configure("{\"frequency_seconds\":0.01}");
        try (EventStreamClient client =
                new EventStreamClient(nginx.port(), "/stream?limit=3", "Last-Event-ID: " + last)) {
            String epoch = last.substring(0, last.lastIndexOf('-') + 1);
            long sequence = sequence(last);
            assertThat(client.ids(3))
                    .containsExactly(epoch + (sequence + 1), epoch + (sequence + 2), epoch + (sequence + 3));
        }
    }

    @Test
    void clientsBehindTheProxyAreDistinguished() throws IOException {
        assertThat(status("127.0.0.2", "203.0.113.1")).isEqualTo(200);
        assertThat(status("127.0.0.2", "203.0.113.2")).isEqualTo(429);
        assertThat(status("127.0.0.3", "203.0.113.1")).isEqualTo(200);
    }

    /** The service serves the metrics at each of these paths. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "//q/metrics",
                "/q//metrics",
                "/./q/metrics",
                "/x/../q/metrics",
                "/x/%2e%2e/q/metrics",
                "/x/..//q/metrics",
                "/%71/metrics"
            })
    void healthAndMetricsAreNotExposedUnderAnySpelling(String path) throws IOException {
        assertThat(status(RestAssured.port, "127.0.0.4", path, "203.0.113.3")).isEqualTo(200);
        assertThat(status(nginx.port(), "127.0.0.4", path, "203.0.113.3")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank/q/metrics", "/bank//q/metrics", "/x/../bank/q/metrics", "/bank/%71/metrics"})
    void healthAndMetricsAreNotExposedUnderThePrefix(String path) throws IOException {
        assertThat(status(nginx.port(), "127.0.0.5", path, "203.0.113.4")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs", "redoc"})
    void documentationWorksUnderThePrefix(String page) {
        URI prefix = URI.create("http://localhost:" + nginx.port() + "/bank/");
        Response redirect = given().redirects().follow(false).get(prefix.resolve(page));
        URI target = prefix.resolve(page).resolve(redirect.header("Location"));

        assertThat(target).isEqualTo(prefix.resolve(page + "/"));
        List<URI> references = REFERENCE
                .matcher(given().get(target).asString())
                .results()
                .map(match -> target.resolve(match.group(1)))
                .toList();
        assertThat(references).contains(prefix.resolve("openapi.json")).allSatisfy(reference -> {
            assertThat(reference.toString()).startsWith(prefix.toString());
            assertThat(given().get(reference).statusCode()).as("%s", reference).isEqualTo(200);
        });
    }

    @Test
    @Tag(Browser.TAG)
    @EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
    void consoleWorksUnderThePrefix() {
        given().post("/start").then().statusCode(200);
        try (Browser browser = Browser.start(directory)) {
            browser.send("X-Forwarded-For", "192.0.2.98");
            browser.open("http://localhost:" + nginx.port() + "/bank/console");

            browser.awaitText("state-text", "The feed is running");
            browser.awaitText("rows", "TXN_");
            assertThat(browser.url()).endsWith("/bank/console/");
            assertThat(browser.text("dataset-lines")).contains("/bank/datasets?");
            assertThat(browser.console())
                    .as("the scoreboard costs more than this client may have")
                    .allMatch(line -> line.contains("/bank/scoreboard") && line.contains("429"));
            assertThat(browser.hosts()).containsExactly("localhost:" + nginx.port());
        } finally {
            given().post("/stop").then().statusCode(200);
        }
    }

    @Test
    void tenThousandScoresReachTheService() {
        Response answer = RestAssured.given()
                .header("X-Forwarded-For", "192.0.2.97")
                .contentType("application/json")
                .body("{\"detector\":\"a\",\"scores\":["
                        + "{\"transaction_id\":\"TXN_00000001\",\"score\":0.123456},".repeat(9_999)
                        + "{\"transaction_id\":\"TXN_00000001\",\"score\":1}]}")
                .post("http://localhost:" + nginx.port() + "/scores");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    @Test
    void serverOfTheDocumentIsThePrefix() {
        URI document = URI.create("http://localhost:" + nginx.port() + "/bank/openapi.json");
        String server = given().get(document).jsonPath().getString("servers[0].url");

        URI transaction = URI.create(document.resolve(server) + "transaction");

        assertThat(transaction.getPath()).isEqualTo("/bank/transaction");
        assertThat(given().get(transaction).jsonPath().getString("transaction_id"))
                .startsWith("TXN_");
    }

    private static String idOfNext(EventStreamClient client) throws IOException {
        return requireNonNull(requireNonNull(client.next()).id());
    }

    private static long sequence(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    private static RequestSpecification given() {
        return RestAssured.given().header("X-Forwarded-For", "192.0.2.99");
    }

    private static void configure(String settings) {
        given().contentType("application/json")
                .body(settings)
                .post("/config")
                .then()
                .statusCode(200);
    }

    /** The status of a request for 1,000 transactions from a given address, with a forged X-Forwarded-For. */
    private int status(String from, String forwardedFor) throws IOException {
        return status(nginx.port(), from, "/transactions/1000", forwardedFor);
    }

    private static int status(int port, String from, String path, String forwardedFor) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: "
                    + forwardedFor + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(requireNonNull(line).split(" ")[1]);
        }
    }
}
