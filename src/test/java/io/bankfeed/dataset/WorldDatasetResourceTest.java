package io.bankfeed.dataset;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.bankfeed.http.ProblemAssert;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets with a difficulty over 0, and their parts. */
@QuarkusTest
class WorldDatasetResourceTest extends ServiceTest {

    private static final String BANK = "/datasets?seed=42&start=2026-01-05T09:30&rate=0.5&fields=extended&labels=full";
    private static final String HARD = BANK + "&difficulty=hard&format=csv";
    private static final int ID = 12;

    /** A changed digest changes the dataset of every user, so the changelog must say so. */
    @ParameterizedTest
    @CsvSource({
        "realistic, 693c2b2bd7331b81788b32bbb4e69aea5543c86849a4830462e4bb17774d5a38",
        "hard, 8121603ae0a814ac9cbaffee76ea846340a398edbe18db3b9d93f6cdfd4564eb"
    })
    void worldIsReproducibleToTheByte(String difficulty, String sha256) {
        byte[] body = given().get(BANK + "&count=20000&format=csv&difficulty=" + difficulty)
                .asByteArray();

        assertThat(DatasetSpecs.sha256(body)).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource({"textbook, 0", "realistic, 0.5", "hard, 1", "0.25, 0.25", "1.0, 1", "0, 0"})
    void difficultyIsANumberOrAName(String difficulty, String number) {
        Response response = given().get("/datasets?count=10&difficulty=" + difficulty);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("X-Dataset-Difficulty")).isEqualTo(number);
        assertThat(response.header("Link")).contains("&difficulty=" + number + "&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "NaN", "medium", "", "0x1", "1e0", "Hard"})
    void otherDifficultyIsRefused(String difficulty) {
        assertRefused(
                "difficulty=" + difficulty,
                "difficulty",
                "must be a number from 0 to 1, or textbook (0), realistic (0.5) or hard (1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "takeover-remote",
                "2026-02-01",
                "2026-02-01:",
                "2026-02-01:crime",
                "2026-13-01:new-channel",
                "2025-12-31:new-channel",
                "2026-02-01:new-channel,2026-03-01:new-channel",
                "2026-02-01:new-channel,",
                ""
            })
    void otherDriftIsRefused(String drift) {
        assertRefused(
                "difficulty=1&start=2026-01-01&drift=" + drift,
                "drift",
                "must be dates, not before the start, each with a change, and each change once, such as"
                        + " 2026-02-01:takeover-remote; the changes are takeover-remote, laundering-smaller,"
                        + " new-channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/0", "5/4", "0/4", "1/100000", "1/10001", "1", "/", "a/b", "-1/4", "1/4/2", ""})
    void otherPartIsRefused(String part) {
        assertRefused(
                "seed=1&start=2026-01-01&count=20000&part=" + part,
                "part",
                "must be i/n, such as 1/16, where n is from 1 to 10000 and i from 1 to n");
    }

    @Test
    void partHasAtLeastOneTransaction() {
        assertRefused(
                "seed=1&start=2026-01-01&count=3&part=1/4",
                "part",
                "must be i/n, such as 1/16, where n is from 1 to 3 and i from 1 to n");
    }

    @Test
    void partRequiresWhatWouldDifferBetweenParts() {
        assertProblem(given().get("/datasets?part=1/2"), 400).blames("seed", "start");
        assertRefused("by=accounts", "by", "must be given with part");
    }

    @Test
    void unknownScenarioIsRefused() {
        assertRefused(
                "difficulty=1&scenario_weights=layring:2",
                "scenario_weights",
                "must name scenarios (takeover, payment_scam, layering, structuring, fan_in, fan_out, scatter_gather,"
                        + " cycle, bust_out, fee_burst), such as \"layering:30\"");
    }

    @Test
    void scenarioWeightsLeaveOneOfEachType() {
        assertRefused(
                "difficulty=1&scenario_weights=bust_out:0",
                "scenario_weights",
                "must leave at least one scenario of each fraud type above 0; to leave out a type, use fraud_weights");
    }

    @Test
    void scenarioWithoutWeightDoesNotOccur() {
        String query = "&count=20000&scenario_weights=takeover:0,structuring:0,layering:1,fan_in:0,fan_out:0,"
                + "scatter_gather:0,cycle:0";

        assertThat(given().get(HARD + query).asString())
                .contains(",payment_scam,", ",layering,", ",bust_out,", ",fee_burst,")
                .doesNotContain(",takeover,", ",structuring,", ",fan_in,", ",cycle,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drift=2026-01-06:new-channel", "scenario_weights=cycle:5"})
    void textbookHasNeitherScenariosNorDrift(String parameter) {
        assertRefused(
                "start=2026-01-01&" + parameter,
                parameter.substring(0, parameter.indexOf('=')),
                "requires a difficulty over 0");
    }

    @Test
    void linkRepeatsTheWorld() {
        Response first = given().get(HARD + "&count=300&drift=2026-01-06:laundering-smaller&scenario_weights=cycle:5"
                + "&part=2/3&by=accounts");
        String link = first.header("Link").replaceAll("^<|>.*$", "");

        assertThat(first.header("X-Dataset-Drift")).isEqualTo("2026-01-06:laundering-smaller");
        assertThat(first.header("X-Dataset-Scenario-Weights")).isEqualTo("cycle:5");
        assertThat(first.header("X-Dataset-Part")).isEqualTo("2/3");
        assertThat(first.header("X-Dataset-By")).isEqualTo("accounts");
        assertThat(given().urlEncodingEnabled(false).get("/datasets" + link).asString())
                .isEqualTo(first.asString());
    }

    @Test
    void difficultyIsThatOfTheConfigurationByDefault() {
        configure("{\"difficulty\": 1}");
        String query = BANK + "&count=500&format=ndjson";

        assertThat(given().get(query).asString())
                .isEqualTo(given().get(query + "&difficulty=1").asString());
    }

    @Test
    void slicesConcatenateToTheWhole() {
        StringBuilder slices = new StringBuilder();
        for (int offset = 0; offset < 5000; offset += 1000) {
            slices.append(given().get(HARD + "&count=1000&offset=" + offset).asString());
        }

        assertThat(slices).hasToString(given().get(HARD + "&count=5000").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hard", "textbook"})
    void partsByRowsConcatenateToTheWhole(String difficulty) {
        String query = BANK + "&format=csv&count=1003&difficulty=" + difficulty;
        StringBuilder parts = new StringBuilder();
        for (int part = 1; part <= 7; part++) {
            parts.append(given().get(query + "&part=" + part + "/7").asString());
        }

        assertThat(parts).hasToString(given().get(query).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hard", "textbook"})
    void partsByAccountsMergeToTheWhole(String difficulty) {
        String query = BANK + "&format=csv&count=3000&difficulty=" + difficulty;
        TreeMap<String, String> merged = new TreeMap<>();
        for (int part = 1; part <= 4; part++) {
            List<String> lines = given().get(query + "&by=accounts&part=" + part + "/4")
                    .asString()
                    .lines()
                    .toList();
            assertThat(lines).hasSizeBetween(500, 1000);
            lines.forEach(line -> merged.put(line.substring(0, ID), line));
        }

        // The line with the names of the fields sorts last.
        List<String> whole = given().get(query).asString().lines().toList();
        assertThat(merged.values()).hasSize(3001).containsAll(whole);
    }

    @Test
    void datasetWithoutStartEndsBeforeToday() {
        String last = given().get("/datasets?count=5000&difficulty=0.5&format=csv")
                .asString()
                .lines()
                .skip(5000)
                .findFirst()
                .orElseThrow();

        assertThat(last.split(",", -1)[5].substring(0, 10))
                .isLessThan(LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString());
    }

    private static void assertRefused(String query, String parameter, String message) {
        ProblemAssert problem =
                assertProblem(given().get("/datasets?" + query), 400).blames(parameter);
        assertThat(problem.detail()).startsWith(parameter + " " + message);
    }
}
