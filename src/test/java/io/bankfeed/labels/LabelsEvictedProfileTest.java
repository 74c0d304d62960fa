package io.bankfeed.labels;

import static io.bankfeed.ServiceMetrics.metric;
import static io.bankfeed.http.ProblemAssert.assertProblem;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankfeed.ServiceTest;
import io.bankfeed.SharedProfile;
import io.bankfeed.streaming.EventStreamClient;
import io.bankfeed.streaming.EventStreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SharedProfile.class)
class LabelsEvictedProfileTest extends ServiceTest {

    @Test
    void evictedLabelIsGone() {
        String first = firstOf(1000);
        String second = firstOf(1000);
        long number = Long.parseLong(first.substring(4));

        assertProblem(given().get("/labels/" + first), 410)
                .hasDetail("The label of " + first + " is no longer held; those of the latest 1000 transactions are.");
        JsonPath range = given().get("/labels?from=" + first + "&to=" + second).jsonPath();
        assertThat(range.getInt("count")).isEqualTo(1);
        assertThat(range.getList("evicted")).hasSize(1000).startsWith(String.format("TXN_%08d", number));
        JsonPath status = given().get("/status").jsonPath();
        assertThat(status.getLong("truth.held")).isEqualTo(1000);
        assertThat(status.getLong("truth.known")).isEqualTo(1000);
        assertThat(status.getInt("truth.capacity")).isEqualTo(1000);
    }

    @Test
    void lostLabelsAreCounted() {
        double before = metric("bankfeed_labels_evicted_unknown_total");
        configure("{\"label_delay_seconds\": 3600}");
        firstOf(1000);
        firstOf(10);

        assertThat(metric("bankfeed_labels_evicted_unknown_total") - before).isEqualTo(10);
    }

    @Test
    void evictedIdCausesAGap() throws IOException {
        String epoch = given().get("/status").jsonPath().getString("feed.epoch") + "-labels";
        long first = Long.parseLong(firstOf(1000).substring(4));
        firstOf(1000);
        String expired = epoch + "-" + first;

        try (EventStreamClient client = stream("Last-Event-ID: " + expired)) {
            Event gap = requireNonNull(client.next());
            JsonPath data = JsonPath.from(gap.data());
            assertThat(gap.event()).isEqualTo("gap");
            assertThat(data.getString("reason")).isEqualTo("expired");
            assertThat(data.getString("requested")).isEqualTo(expired);
            assertThat(data.getString("resumed_from")).isEqualTo(epoch + "-" + (first + 1250));
            assertThat(client.ids(1)).containsExactly(data.getString("resumed_from"));
        }
    }

    @Test
    void numberOfSubscribersIsLimited() throws IOException {
        try (EventStreamClient one = stream();
                EventStreamClient other = stream()) {
            assertThat(one.status()).isEqualTo(200);
            assertThat(other.status()).isEqualTo(200);
            assertThat(metric("bankfeed_label_subscribers")).isEqualTo(2);
            Response refused = given().get("/labels/stream");
            assertProblem(refused, 503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        }
        await().untilAsserted(
                        () -> assertThat(metric("bankfeed_label_subscribers")).isZero());
    }

    @Test
    void slowSubscriberIsDisconnected() throws IOException {
        double before = metric("bankfeed_label_slow_disconnects_total");
        try (EventStreamClient stalled = stream()) {
            assertThat(stalled.status()).isEqualTo(200);
            // Connections buffer several megabytes.
            configure("{\"frequency_seconds\": 0.02, \"batch_size\": 500}");
            given().post("/start").then().statusCode(200);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> metric("bankfeed_label_slow_disconnects_total") > before);
            assertThat(metric("bankfeed_label_subscribers")).isZero();
        }
    }

    private static String firstOf(int count) {
        return given().get("/transactions/" + count).jsonPath().getString("transactions[0].transaction_id");
    }

    private static EventStreamClient stream(String... headers) throws IOException {
        return new EventStreamClient(RestAssured.port, "/labels/stream", headers);
    }
}
