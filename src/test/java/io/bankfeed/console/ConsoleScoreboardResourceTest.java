package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The scoreboard of the console in a real browser. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsoleScoreboardResourceTest extends ServiceTest {

    private static final String DETECTOR = "by-device";

    @TempDir
    Path downloads;

    @AfterEach
    void deleteDetector() {
        given().delete("/scoreboard/" + DETECTOR);
    }

    @Test
    void showsHowToPostScoresAndThenTheFiguresOfTheDetector() {
        configure("{\"fraud_injection_rate\": 0.3}");
        try (Browser browser = Browser.start(downloads)) {
            browser.open(RestAssured.baseURI + ":" + RestAssured.port + "/console/");
            browser.awaitText("scoreboard", "No detector has posted scores yet");
            browser.awaitText("scoreboard-example", "jq");
            assertThat(browser.text("scoreboard-example")).contains(":" + RestAssured.port + "/scores");

            postScores();

            browser.awaitText("scoreboard-detectors", DETECTOR);
            browser.awaitText("scoreboard-chart", DETECTOR);
            browser.awaitText("scoreboard-floors", "random scores");
            browser.awaitText("scoreboard-kinds", "account takeover");
            await().untilAsserted(() -> assertThat(browser.text("scoreboard-detectors"))
                    .contains(String.format(
                            Locale.ROOT, "%.3f", figures("threshold=0.5").get("pr_auc"))));
            assertThat(browser.accessibilityViolations()).isEmpty();

            browser.type("scoreboard-threshold", "0.05\t");
            String recall = String.format(Locale.ROOT, "%.1f %%", 100 * recall(figures("threshold=0.05")));
            await().untilAsserted(() ->
                    assertThat(browser.text("scoreboard-detectors")).contains(recall));

            browser.type("scoreboard-threshold", "7\t");
            browser.awaitText("scoreboard-message", "threshold");
        }
    }

    private static void postScores() {
        List<Map<String, Object>> transactions =
                given().get("/transactions/1000").jsonPath().getList("transactions");
        List<Map<String, Object>> scores = transactions.stream()
                .map(one -> Map.of(
                        "transaction_id",
                        one.get("transaction_id"),
                        "score",
                        String.valueOf(one.get("device_id")).startsWith("DEV_NEW") ? 0.9 : 0.1))
                .toList();
        given().contentType(ContentType.JSON)
                .body(Map.of("detector", DETECTOR, "scores", scores))
                .post("/scores")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> figures(String query) {
        return given().get("/scoreboard?" + query).jsonPath().getMap("detectors[0].figures");
    }

    private static double recall(Map<String, Object> figures) {
        return ((Number) ((Map<?, ?>) figures.get("at_threshold")).get("recall")).doubleValue();
    }
}
