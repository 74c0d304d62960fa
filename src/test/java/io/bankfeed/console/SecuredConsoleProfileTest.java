package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.security.Secured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The console of a service that asks for keys. */
@QuarkusTest
@TestProfile(Secured.class)
@Tag(Browser.TAG)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class SecuredConsoleProfileTest {

    @TempDir
    Path downloads;

    private Browser browser;

    @BeforeEach
    void openConsole() {
        given().header("X-API-Key", Secured.OPERATOR).post("/start").then().statusCode(200);
        browser = Browser.start(downloads);
        browser.open(RestAssured.baseURI + ":" + RestAssured.port + "/");
        browser.awaitText("key", "A key is needed");
    }

    @AfterEach
    void stopFeed() {
        browser.close();
        given().header("X-API-Key", Secured.OPERATOR).post("/stop").then().statusCode(200);
    }

    @Test
    void readersSeeTheFeedAndItsTruthAndChangeNothing() {
        use(Secured.UNKNOWN);
        browser.awaitText("key", "not known");

        use(Secured.READER);
        await().until(() -> browser.all("#rows tr").size() > 1);
        assertThat(browser.element("key").isDisplayed()).isFalse();

        browser.press("truth");
        await().ignoreExceptions()
                .until(() -> browser.text("rows").contains("honest")
                        || browser.text("rows").contains("▲"));

        browser.type("setting-frequency_seconds", "0.5");
        browser.press("apply");
        browser.awaitText("settings-message", "needs the key of an operator");

        use(Secured.OPERATOR);
        browser.press("apply");
        browser.awaitText("settings-message", "Applied");
        given().header("X-API-Key", Secured.OPERATOR)
                .contentType("application/json")
                .body("{}")
                .post("/config");
    }

    @Test
    void downloadsADatasetWithTheKey() {
        use(Secured.READER);
        browser.awaitText("state-text", "The feed is running");
        browser.type("dataset-count", "50");
        browser.press("dataset-download");

        await().until(() -> files().stream().anyMatch(file -> file.toString().endsWith(".csv")));
        assertThat(browser.text("dataset-lines"))
                .contains("X-API-Key: $BANKFEED_KEY")
                .doesNotContain(Secured.READER);
    }

    private void use(String key) {
        await().until(() -> browser.element("key").isDisplayed());
        browser.type("key-field", key);
        browser.element("key-field").sendKeys(Keys.ENTER);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(downloads)) {
            return files.toList();
        }
    }
}
