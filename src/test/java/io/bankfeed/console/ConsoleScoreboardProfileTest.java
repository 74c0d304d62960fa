package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.bankfeed.SharedProfile;
import io.bankfeed.scoring.PostedDetectors;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The scoreboard of the console in a real browser. */
@QuarkusTest
@TestProfile(SharedProfile.class)
@Tag(Browser.TAG)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsoleScoreboardProfileTest extends ServiceTest {

    private static final String DETECTOR = "by-device";

    private static final Pattern TRANSACTION =
            Pattern.compile("\"transaction_id\":\"(\\w+)\"[^}]*\"device_id\":\"(\\w+)\"");

    @TempDir
    Path downloads;

    @BeforeEach
    @AfterEach
    void withoutDetectors() {
        PostedDetectors.deleteAll();
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

    /** Reads and writes plain text, since scores are late after two seconds. */
    private static void postScores() {
        String scores = TRANSACTION
                .matcher(given().get("/transactions/1000").asString())
                .results()
                .map(one -> "{\"transaction_id\":\"%s\",\"score\":%s}"
                        .formatted(one.group(1), one.group(2).startsWith("DEV_NEW") ? "0.9" : "0.1"))
                .collect(Collectors.joining(","));
        given().contentType(ContentType.JSON)
                .body("{\"detector\":\"" + DETECTOR + "\",\"scores\":[" + scores + "]}")
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
