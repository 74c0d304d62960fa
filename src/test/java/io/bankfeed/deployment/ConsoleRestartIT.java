package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.console.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Stops the package under the console, and starts it again. */
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsoleRestartIT {

    private static final Map<String, String> SETTINGS = Map.of("BANKFEED_FREQUENCY_SECONDS", "0.5");

    @TempDir
    private Path before;

    @TempDir
    private Path after;

    @TempDir
    private Path downloads;

    @Test
    void consoleShowsTheGapAndContinues() throws Exception {
        try (Browser browser = Browser.start(downloads)) {
            PackagedService restarted;
            try (PackagedService service = PackagedService.ready(before, SETTINGS)) {
                browser.open("http://localhost:" + service.port() + "/");
                browser.press("truth");
                await().until(() -> browser.all("#rows tr").size() > 2);
                assertThat(service.endsWithin(Duration.ofSeconds(30))).isTrue();
                browser.awaitText("state-text", "does not answer");
                browser.awaitText("transactions-note", "trying again");

                restarted = service.restarted(after, SETTINGS);
            }
            try (restarted) {
                browser.awaitText("state-text", "The feed is running");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !browser.all("tr.gap").isEmpty());
                assertThat(browser.all("tr.gap").get(0).getText()).startsWith("Gap: the service was restarted");
                // The newest row is of the new run, and labelled.
                await().ignoreExceptions()
                        .until(() -> browser.all("#rows tr").get(0).getText().matches("(?s).*(honest|▲).*"));
            }
        }
    }
}
