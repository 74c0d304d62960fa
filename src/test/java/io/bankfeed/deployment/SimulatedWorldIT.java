package io.bankfeed.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a seed, a start of the clock and a difficulty, the live feed gives the rows of the dataset. */
@Tag("smoke")
class SimulatedWorldIT extends ServiceTest {

    private static final Pattern TRANSACTION = Pattern.compile("\\{\"transaction_id\":[^}]*}");

    @TempDir
    private static Path directory;

    private static PackagedService service;

    @BeforeAll
    static void start() throws Exception {
        service = PackagedService.ready(
                directory,
                Map.of(
                        "BANKFEED_SEED", "42",
                        "BANKFEED_CLOCK_START", "2026-01-05T08:00:00+07:00",
                        "BANKFEED_DIFFICULTY", "hard",
                        "BANKFEED_BANK_TRANSACTIONS_PER_DAY", "43200"));
        RestAssured.port = service.port();
    }

    @AfterAll
    static void stop() {
        service.close();
        RestAssured.reset();
    }

    @Test
    void liveFeedGivesTheRowsOfTheDataset() {
        String fields = "fields=extended&labels=full";
        configure("{\"frequency_seconds\": 0.05, \"batch_size\": 30}");
        List<String> live = Stream.of(
                        "/transaction?" + fields, "/transactions/1000?" + fields, "/stream?limit=5&" + fields)
                .map(path -> given().get(path).asString())
                .flatMap(body -> TRANSACTION.matcher(body).results().map(found -> found.group()))
                .toList();
        List<String> dataset = given().get(
                        "/datasets?seed=42&start=2026-01-05T08:00&rate=0.5&count=2000" + "&format=ndjson&" + fields)
                .asString()
                .lines()
                .toList();

        assertThat(live).hasSizeGreaterThan(1100).isEqualTo(dataset.subList(0, live.size()));
    }
}
