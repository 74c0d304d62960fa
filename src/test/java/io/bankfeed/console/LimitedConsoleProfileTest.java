package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.limits.Limited;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The console of a service that limits its clients. */
@QuarkusTest
@TestProfile(Limited.class)
@Tag(Browser.TAG)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class LimitedConsoleProfileTest {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** No other test uses up what this client may. */
    private static final String CLIENT = "198.51.100.254";

    @TempDir
    Path downloads;

    @Test
    void saysInWordsThatThereAreTooManyRequests() {
        given().post("/start").then().statusCode(200);
        AtomicBoolean greedy = new AtomicBoolean(true);
        try (Browser browser = Browser.start(downloads)) {
            browser.send(FORWARDED_FOR, CLIENT);
            browser.open(RestAssured.baseURI + ":" + RestAssured.port + "/console/");
            browser.awaitText("settings-fields", "a second");
            Thread other = new Thread(() -> useUpWhile(greedy));
            other.start();
            await().until(() -> status() == 429);

            // The first may be the one request that is allowed each second, and change nothing: the feed is running.
            await().untilAsserted(() -> {
                browser.press("start");
                assertThat(browser.text("settings-message")).contains("Too many requests: try again in");
            });

            browser.awaitText("state-text", "Too many requests: try again in");
            greedy.set(false);
            browser.awaitText("state-text", "The feed is running");
        } finally {
            greedy.set(false);
            given().post("/stop").then().statusCode(200);
        }
    }

    /** Otherwise a second later the page may ask again. */
    private static void useUpWhile(AtomicBoolean greedy) {
        while (greedy.get()) {
            status();
        }
    }

    private static int status() {
        return given().header(FORWARDED_FOR, CLIENT).get("/transaction").statusCode();
    }
}
