package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.bankfeed.SharedProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The console in a real browser. */
@QuarkusTest
@TestProfile(SharedProfile.class)
@Tag(Browser.TAG)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsoleProfileTest extends ServiceTest {

    @TempDir
    static Path downloads;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start(downloads);
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void openConsole() {
        given().post("/start").then().statusCode(200);
        browser.open(RestAssured.baseURI + ":" + RestAssured.port + "/");
    }

    /** Otherwise its stream would start the feed again. */
    @AfterEach
    void leaveConsole() {
        browser.leave();
    }

    @Test
    void browsersSeeTheConsoleAtTheRoot() {
        assertThat(browser.url()).endsWith("/console/");
        assertThat(browser.text("main")).contains("Latest transactions", "Scoreboard", "Make a data set");
    }

    @Test
    void showsTransactionsAndLogsNothingAndAsksNoOtherHost() {
        awaitRows(3);

        assertThat(browser.text("rows")).containsPattern("TXN_\\d{8}").containsPattern("[\\d.]+\\s₫");
        browser.awaitText("state-text", "The feed is running");
        browser.awaitText("charts-list", "Transactions a second");
        assertThat(browser.console()).isEmpty();
        assertThat(browser.hosts()).containsExactly("localhost:" + RestAssured.port);
    }

    @Test
    void changesThePaceAndShowsWhatIsInForce() {
        browser.awaitText("settings-fields", "1 transaction a second");
        browser.type("setting-frequency_seconds", "0.25");
        browser.type("setting-batch_size", "2");
        assertThat(browser.text("settings-fields")).contains("in force: 1");
        browser.press("apply");

        browser.awaitText("settings-message", "Applied");
        browser.awaitText("settings-fields", "8 transactions a second");
        assertThat(given().get("/config").jsonPath().getDouble("frequency_seconds"))
                .isEqualTo(0.25);

        configure("{\"batch_size\": 3}");

        await().untilAsserted(
                        () -> assertThat(browser.element("setting-batch_size").getDomProperty("value"))
                                .isEqualTo("3"));
    }

    @Test
    void saysWhyAChangeIsRefused() {
        browser.awaitText("settings-fields", "1 transaction a second");
        browser.type("setting-fraud_injection_rate", "1.5");
        browser.press("apply");

        browser.awaitText("settings-message", "fraud_injection_rate");
        assertThat(browser.text("settings-message")).contains("1.5");
        assertThat(given().get("/config").jsonPath().getDouble("fraud_injection_rate"))
                .isEqualTo(0.05);

        browser.press("revert");

        assertThat(browser.element("setting-fraud_injection_rate").getDomProperty("value"))
                .isEqualTo("0.05");
    }

    @Test
    void stopsAndStartsTheFeed() {
        awaitRows(1);
        browser.press("stop");
        browser.awaitText("state-text", "The feed is not running");
        browser.awaitText("transactions-note", "stopped");
        String before = browser.text("rows");

        browser.press("start");

        await().until(() -> !browser.text("rows").equals(before));
        assertThat(browser.all("tr.gap")).isEmpty();
    }

    @Test
    void showsTheTruthOnlyWhenAsked() {
        configure("{\"fraud_injection_rate\": 1, \"frequency_seconds\": 0.2}");
        awaitRows(3);
        assertThat(browser.text("rows")).doesNotContain("laundering", "takeover", "loan fraud", "manipulation");

        browser.press("truth");

        await().until(() -> browser.all("tr.fraud").size() > 3);
        assertThat(browser.text("rows"))
                .containsPattern("▲ (money laundering|account takeover|loan fraud|fee manipulation)");

        browser.press("truth");

        await().until(() -> browser.all("tr.fraud").isEmpty());
    }

    @Test
    void highlightsTheRowsOfAScenario() {
        configure("{\"fraud_injection_rate\": 1, \"difficulty\": 1, \"frequency_seconds\": 0.05, \"batch_size\": 10}");
        browser.press("truth");
        await().ignoreExceptions().until(() -> !browser.all("button.scenario").isEmpty());
        browser.press("pause");

        WebElement scenario = browser.all("button.scenario").get(0);
        browser.press(scenario);

        assertThat(scenario.getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.all("tr.same"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.getText()).contains(scenario.getText().replaceAll("\\d+/.*", "")));
    }

    @Test
    void standsStillByKeyboard() {
        configure("{\"frequency_seconds\": 0.1}");
        awaitRows(3);
        browser.press("pause");
        browser.awaitText("transactions-note", "Standing still");
        String still = browser.text("rows");
        long released = given().get("/status").jsonPath().getLong("feed.sequence");

        await().until(() -> given().get("/status").jsonPath().getLong("feed.sequence") > released + 5);

        assertThat(browser.text("rows")).isEqualTo(still);
        browser.press("pause");
        await().until(() -> !browser.text("rows").equals(still));
    }

    @Test
    void samplesAFastFeedAndSaysSo() {
        configure("{\"frequency_seconds\": 0.01, \"batch_size\": 10}");

        browser.awaitText("transactions-note", "A sample: at most 10 of about 1,000 transactions a second");
        String before = browser.text("rows");
        await().until(() -> !browser.text("rows").equals(before));
    }

    @Test
    void downloadsADatasetWhoseLinesGiveTheSameBytes() throws IOException {
        browser.type("dataset-count", "500");
        assertThat(browser.text("dataset-estimate")).isEqualTo("500 rows, about 102 kB");
        browser.press("dataset-download");

        browser.awaitText("dataset-message", "The download has begun");
        await().until(() -> files().stream().anyMatch(file -> file.toString().endsWith(".csv")));
        byte[] downloaded = Files.readAllBytes(files().get(0));
        String line = browser.all("#dataset-lines code").get(0).getText();
        assertThat(line).startsWith("curl -o bankfeed.csv '");
        String url = line.replaceAll(".*'(.*)'", "$1").replaceAll("\\s", "");
        assertThat(given().urlEncodingEnabled(false).get(url).asByteArray()).isEqualTo(downloaded);
        assertThat(downloaded).asString().hasLineCount(501);
    }

    @Test
    void saysWhyADatasetIsRefused() {
        browser.type("dataset-count", "0");
        browser.press("dataset-download");

        browser.awaitText("dataset-message", "count");
        assertThat(browser.element("dataset-message").getDomAttribute("class")).contains("error");
    }

    @Test
    void isAccessibleAndFitsAPhone() {
        configure("{\"fraud_injection_rate\": 1, \"difficulty\": 1, \"frequency_seconds\": 0.1}");
        browser.press("truth");
        await().until(() -> !browser.all("tr.fraud").isEmpty());
        browser.run("document.querySelector('details').open = true");
        assertThat(browser.accessibilityViolations()).isEmpty();

        browser.prefer("prefers-color-scheme", "dark");
        browser.resize(360, 740);
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
    }

    @Test
    void nothingMovesForThosePreferringSo() {
        browser.prefer("prefers-reduced-motion", "reduce");

        assertThat(browser.run("return document.getAnimations().length")).isEqualTo(0L);
    }

    private void awaitRows(int rows) {
        await().until(() -> browser.all("#rows tr").size() >= rows);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(downloads)) {
            return files.toList();
        }
    }
}
