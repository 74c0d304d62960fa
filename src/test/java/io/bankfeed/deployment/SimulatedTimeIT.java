package io.bankfeed.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.ServiceTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** With a seed and a start of the clock, every run of the package is the same, whatever the machine's clock is. */
@Tag("smoke")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedTimeIT extends ServiceTest {

    private static final String EPOCH = "2elets565v5";

    @TempDir
    private static Path directory;

    private static PackagedService service;

    @BeforeAll
    static void start() throws Exception {
        service = PackagedService.ready(
                directory, Map.of("BANKFEED_SEED", "42", "BANKFEED_CLOCK_START", "2026-01-01T08:00:00+07:00"));
        RestAssured.port = service.port();
    }

    @AfterAll
    static void stop() {
        service.close();
        RestAssured.reset();
    }

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

    /** A client whose last event is from a longer run before can resume. */
    @Test
    @Order(2)
    void clientOfALongerRunReceivesAGap() {
        given().post("/start").then().statusCode(200);
        String gap = "event: gap\ndata: {\"reason\":\"restarted\",\"requested\":\"" + EPOCH;

        assertThat(given().get("/stream?limit=1&last_event_id=" + EPOCH + "-999999")
                        .asString())
                .contains(gap + "-999999\"");
        assertThat(given().get("/labels/stream?limit=1&last_event_id=" + EPOCH + "-labels-999999")
                        .asString())
                .contains(gap + "-labels-999999\"");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
