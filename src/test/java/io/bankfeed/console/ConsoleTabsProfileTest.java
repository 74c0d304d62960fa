package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.bankfeed.SharedProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The console in two tabs of a browser. */
@QuarkusTest
@TestProfile(SharedProfile.class)
@Tag(Browser.TAG)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsoleTabsProfileTest extends ServiceTest {

    @TempDir
    Path downloads;

    private String console;
    private Browser browser;

    @BeforeEach
    void startBrowser() {
        console = RestAssured.baseURI + ":" + RestAssured.port + "/console/";
        browser = Browser.start(downloads);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void bothTabsShowTheFeedAndTheCopyButtonCopiesTheLineShown() {
        configure("{\"frequency_seconds\": 0.2}");
        given().post("/start").then().statusCode(200);
        browser.open(console);
        browser.openTab(console);

        await().until(() -> given().get("/status").jsonPath().getInt("subscribers") == 2);
        for (int tab = 0; tab < 2; tab++) {
            browser.showTab(tab);
            browser.awaitText("rows", "TXN_");
            String before = browser.text("rows");
            await().until(() -> !browser.text("rows").equals(before));
        }

        browser.type("dataset-count", "777");
        WebElement copy = browser.all("#dataset-lines button").get(1);
        browser.press(copy);
        await().until(() -> copy.getText().equals("Copied"));
        assertThat(browser.clipboard())
                .startsWith("df = pd.read_csv(")
                .contains("count=777")
                .isEqualTo(browser.all("#dataset-lines code").get(1).getText());
        assertThat(browser.console()).isEmpty();
    }
}
