package io.bankfeed.console;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Writes the pictures of the documentation: {@code ./mvnw test -Dtest=ConsolePictures}. No other run includes it. */
@QuarkusTest
@TestProfile(ConsoleProfile.class)
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsolePictures extends ServiceTest {

    private static final Path IMAGES = Path.of("docs", "images");

    private static final String SIGNALS = "signals-v2";
    private static final String AMOUNT = "amount-v1";

    private static final int WIDTH = 1360;
    private static final int PHONE_WIDTH = 390;

    private static final int BATCHES = 30;

    @TempDir
    Path downloads;

    @Test
    void writePictures() throws IOException {
        configure("{\"difficulty\": 0.5, \"frequency_seconds\": 0.25, \"batch_size\": 2, \"label_delay_seconds\": 5}");
        for (int i = 0; i < BATCHES; i++) {
            List<Map<String, Object>> transactions =
                    given().get("/transactions/1000").jsonPath().getList("transactions");
            post(SIGNALS, transactions, ConsolePictures::signals);
            post(AMOUNT, transactions, ConsolePictures::amount);
        }
        configure("{\"difficulty\": 0.5, \"frequency_seconds\": 0.25, \"batch_size\": 2}");
        given().post("/start").then().statusCode(200);
        try (Browser browser = Browser.start(downloads)) {
            browser.open(RestAssured.baseURI + ":" + RestAssured.port + "/");
            browser.resize(WIDTH, 900);
            browser.press("truth");
            awaitTransactions(300);
            configure("{\"difficulty\": 0.5, \"frequency_seconds\": 0.25, \"batch_size\": 5}");
            awaitTransactions(900);
            // A scene with fraud in it.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> browser.all("tr.fraud").size() >= 2
                            && !browser.all("button.scenario").isEmpty());
            browser.press("pause");
            browser.press(browser.all("button.scenario").get(0));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            browser.picture(
                    IMAGES.resolve("console.png"), WIDTH, (Long) browser.run("return document.body.scrollHeight"));
            browser.prefer("prefers-color-scheme", "dark");
            browser.picture(IMAGES.resolve("console-dark.png"), WIDTH, 1090);
            browser.prefer("prefers-color-scheme", "light");
            browser.resize(PHONE_WIDTH, 844);
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            browser.picture(IMAGES.resolve("console-phone.png"), PHONE_WIDTH, 1500);
        }
    }

    @AfterEach
    void deleteDetectors() {
        List.of(SIGNALS, AMOUNT).forEach(detector -> given().delete("/scoreboard/" + detector));
    }

    private static void awaitTransactions(long more) {
        long sequence = sequence();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> sequence() > sequence + more / 5);
    }

    private static long sequence() {
        return given().get("/status").jsonPath().getLong("feed.sequence");
    }

    private static void post(
            String detector, List<Map<String, Object>> transactions, ToDoubleFunction<Map<String, Object>> score) {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "detector",
                        detector,
                        "scores",
                        transactions.stream()
                                .map(one -> Map.of(
                                        "transaction_id", one.get("transaction_id"), "score", score.applyAsDouble(one)))
                                .toList()))
                .post("/scores");
    }

    /** A detector by the signals of a single transaction. */
    private static double signals(Map<String, Object> transaction) {
        double evidence = -4;
        evidence += String.valueOf(transaction.get("device_id")).startsWith("DEV_NEW") ? 3 : 0;
        evidence += Math.min(3, number(transaction, "biometric_failure_count"));
        evidence += number(transaction, "transaction_hour") < 6 ? 1 : 0;
        evidence += Math.min(2, number(transaction, "transaction_frequency_5min") / 3);
        evidence += Math.max(0, Math.log10(number(transaction, "transaction_amount_vnd") / 1e7));
        evidence += number(transaction, "transaction_fees_vnd") * 100 > number(transaction, "transaction_amount_vnd")
                ? 2
                : 0;
        return 1 / (1 + Math.exp(-evidence));
    }

    private static double amount(Map<String, Object> transaction) {
        return Math.min(1, number(transaction, "transaction_amount_vnd") / 1e8);
    }

    private static double number(Map<String, Object> transaction, String field) {
        return ((Number) transaction.get(field)).doubleValue();
    }
}
