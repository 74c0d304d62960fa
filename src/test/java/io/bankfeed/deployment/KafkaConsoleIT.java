package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.console.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** Looks at the console of a replica. */
@Timeout(300)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class KafkaConsoleIT {

    private static final int ROWS = 20;

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;
    private static Browser browser;

    private KafkaReplica replica;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), Map.of());
        browser = Browser.start(directory);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void setUp() {
        browser.leave();
    }

    @AfterEach
    void tearDown() {
        if (replica != null) {
            replica.close();
        }
    }

    @Test
    void showsTheTopicWithItsLabels() throws Exception {
        open("plain", Map.of("BANKFEED_FRAUD_INJECTION_RATE", "0.5"));

        browser.awaitText("state-text", "The feed is running, in Kafka");
        browser.awaitText("transactions-note", "Every transaction");
        browser.press("truth");
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(texts("#rows tr"))
                        .hasSize(ROWS)
                        .anyMatch(row -> row.contains("▲"))
                        .anyMatch(row -> row.contains("honest")));
        assertThat(browser.all("#transactions th.payment")).noneMatch(WebElement::isDisplayed);
        assertThat(browser.element("setting-batch_size").isEnabled()).isTrue();
        assertThat(browser.element("setting-difficulty").isEnabled()).isFalse();
        browser.awaitText("settings", "50 % of all; fixed in Kafka");
        browser.awaitText("scoreboard", "join your scores of plain.transactions with plain.labels");
        // Of four patterns, two occur in the morning.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(texts(".legend b"))
                        .hasSize(8)
                        .filteredOn(value -> Double.parseDouble(value) > 0)
                        .hasSize(6));
        assertThat(browser.accessibilityViolations()).isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void showsPaymentsIfTheTopicHasThem() throws Exception {
        open("extended", Map.of("BANKFEED_KAFKA_EXTENDED", "true", "BANKFEED_KAFKA_LABELS", "false"));

        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(texts("#rows tr"))
                        .isNotEmpty()
                        .allMatch(row -> row.contains("BANK_")
                                || row.matches("(?s).*(transfer|payment|withdrawal|top up), .*")));
        browser.awaitText("transactions-note", "The bank in Kafka has no labels.");
        assertThat(browser.element("truth").isEnabled()).isFalse();
        browser.awaitText("scoreboard", "read extended.transactions");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void samplesAFastFeedStopsItAndStartsIt() throws Exception {
        open("fast", Map.of());

        browser.awaitText("transactions-note", "Every transaction");
        browser.press("truth");
        browser.type("setting-batch_size", "1000");
        browser.press("apply");
        browser.awaitText("transactions-note", "The truth of so fast a feed is in the topic fast.labels alone.");
        browser.awaitText("transactions-note", "A sample");
        assertThat(browser.element("truth").isEnabled()).isFalse();
        assertThat(browser.all("#transactions th.truth")).noneMatch(WebElement::isDisplayed);

        browser.press("stop");
        browser.awaitText("state-text", "The feed is not running");
        browser.awaitText("transactions-note", "The feed is stopped; Start runs it again.");
        browser.press("start");
        browser.awaitText("state-text", "The feed is running, in Kafka");
        assertThat(texts("tr.gap")).isEmpty();
        assertThat(browser.console()).isEmpty();
    }

    private void open(String name, Map<String, String> settings) throws Exception {
        KafkaBank bank = new KafkaBank(name, 3, settings);
        Map<String, String> environment = bank.environment();
        environment.put("BANKFEED_BATCH_SIZE", "2");
        replica =
                KafkaReplica.start(directory.resolve(name), broker, environment).awaitReady();
        browser.open("http://localhost:" + replica.service().port() + "/console/");
    }

    private static List<String> texts(String selector) {
        return browser.all(selector).stream().map(WebElement::getText).toList();
    }
}
