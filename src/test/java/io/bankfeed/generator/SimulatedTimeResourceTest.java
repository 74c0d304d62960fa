package io.bankfeed.generator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** With a seed and a start time, all runs of the service are identical. */
@QuarkusTest
@TestProfile(SimulatedTimeResourceTest.Fixed.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedTimeResourceTest extends ServiceTest {

    private static final String EPOCH = "2elets565v5";

    @Test
    @Order(1)
    void sameRequestsGiveTheSameBytesInEveryRun() throws Exception {
        configure("{\"frequency_seconds\": 0.05, \"batch_size\": 3}");
        String one = given().get("/transaction").asString();
        String batch = given().get("/transactions/1000").asString();
        String stream = given().get("/stream?limit=4").asString();

        assertThat(one).startsWith("{\"transaction_id\":\"TXN_00000001\"");
        assertThat(batch).endsWith(",\"count\":1000,\"timestamp\":\"2026-01-01T08:00:00.001001+07:00\"}");
        assertThat(stream.lines().filter(line -> line.startsWith("id: ")))
                .containsExactly(
                        "id: " + EPOCH + "-1", "id: " + EPOCH + "-2", "id: " + EPOCH + "-3", "id: " + EPOCH + "-4");
        assertThat(stream.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring("data: {\"timestamp\":\"".length())
                                .substring(0, 26)))
                .containsExactly(
                        "2026-01-01T08:00:00.051001",
                        "2026-01-01T08:00:00.101001",
                        "2026-01-01T08:00:00.151001",
                        "2026-01-01T08:00:00.201001");
        assertThat(sha256(one + batch + stream))
                .isEqualTo("c1594e3223e159bb1518367a15e8687fc34eb127bee32993f4184bd980c5d73f");
    }

    /** Its last event comes from an earlier run that had got further, so it must not be rejected forever. */
    @Test
    @Order(2)
    void clientAheadOfThisRunGetsAGapEvent() {
        given().post("/start").then().statusCode(200);
        String gap = "event: gap\ndata: {\"reason\":\"restarted\",\"requested\":\"" + EPOCH + "-999999\"";

        assertThat(given().get("/stream?limit=1&last_event_id=" + EPOCH + "-999999")
                        .asString())
                .contains(gap);
        assertThat(given().get("/labels/stream?limit=1&last_event_id=" + EPOCH + "-999999")
                        .asString())
                .contains(gap);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    public static final class Fixed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bankfeed.seed", "42", "bankfeed.clock.start", "2026-01-01T08:00:00+07:00");
        }
    }
}
