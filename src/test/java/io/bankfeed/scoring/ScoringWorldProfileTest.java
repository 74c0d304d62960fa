package io.bankfeed.scoring;

import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.bankfeed.SharedProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scores of scenarios, with a short deadline and room for one detector. */
@QuarkusTest
@TestProfile(SharedProfile.class)
class ScoringWorldProfileTest extends ServiceTest {

    @BeforeEach
    void startHard() {
        PostedDetectors.deleteAll();
        configure("{\"difficulty\": 1, \"fraud_injection_rate\": 0.5}");
    }

    @AfterEach
    void deleteDetector() {
        PostedDetectors.deleteAll();
    }

    @Test
    void scenariosAreFoundBeforeTheirLastTransaction() {
        for (int i = 0; i < 5; i++) {
            assertThat(post(ids(1000)).jsonPath().getInt("accepted")).isEqualTo(1000);
        }

        // Scenarios end when the deadline of their last transaction is over.
        await().untilAsserted(() -> assertThat(scenarios().sum("ended")).isPositive());
        assertThat(scenarios().sum("saved_vnd"))
                .isPositive()
                .isLessThan(scenarios().sum("fraud_vnd"));
        JsonPath detector = detector();
        assertThat(detector.getDouble("figures.at_threshold.recall")).isEqualTo(1);
        assertThat(detector.getInt("judged")).isEqualTo(5000);
        assertThat(detector.<Map<String, Object>>get("by_fraud_type").values())
                .allSatisfy(type -> assertThat(type.toString()).doesNotContain("scenarios"));
    }

    @Test
    void scoreAfterTheDeadlineIsLateAndTheTransactionCountsAsMissed() {
        List<String> ids = ids(2);
        post(ids.subList(0, 1));

        await().untilAsserted(() -> assertThat(detector().getInt("unscored")).isEqualTo(1));

        assertThat(post(ids).jsonPath().getInt("late")).isEqualTo(1);
        assertThat(detector().getInt("late")).isEqualTo(1);
        assertThat(detector().getInt("judged")).isEqualTo(2);
    }

    @Test
    void evictedTransactionIsCounted() {
        List<String> ids = ids(1000);
        post(ids.subList(0, 1));
        for (int i = 0; i < 10; i++) {
            ids(1000);
        }

        assertThat(post(ids.subList(1, 1000)).jsonPath().getInt("evicted")).isEqualTo(999);
        assertThat(detector().getInt("evicted") + detector().getInt("unscored")).isGreaterThanOrEqualTo(999);
    }

    @Test
    void secondDetectorIsRefused() {
        String id = ids(1).get(0);
        post(List.of(id));

        assertProblem(post("second", List.of(id)), 409)
                .hasDetail("The scoreboard has its maximum of 1 detectors: first. Delete one of them with DELETE"
                        + " /scoreboard/{detector}.");
    }

    /** Sums over all types of scenarios. */
    private interface Scenarios {
        long sum(String figure);
    }

    private static Scenarios scenarios() {
        Map<String, Map<String, Map<String, Number>>> types = detector().getMap("by_scenario_type");
        return figure -> types.values().stream()
                .mapToLong(type -> type.get("scenarios").get(figure).longValue())
                .sum();
    }

    private static JsonPath detector() {
        return given().get("/scoreboard?detector=first").jsonPath().setRootPath("detectors[0]");
    }

    private static List<String> ids(int count) {
        return given().get("/transactions/" + count).jsonPath().getList("transactions.transaction_id");
    }

    private static Response post(List<String> ids) {
        return post("first", ids);
    }

    private static Response post(String detector, List<String> ids) {
        return given().contentType(ContentType.JSON)
                .body(ids.stream()
                        .map(id -> "{\"transaction_id\":\"" + id + "\",\"score\":0.9}")
                        .collect(Collectors.joining(",", "{\"detector\":\"" + detector + "\",\"scores\":[", "]}")))
                .post("/scores");
    }
}
