package io.bankfeed.documentation;

import static io.bankfeed.Matches.matches;
import static io.bankfeed.ServiceMetrics.metric;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.ServiceTest;
import io.bankfeed.SharedProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Compares the documentation of the metrics and the dashboard with the metrics that the service has. */
@QuarkusTest
@TestProfile(SharedProfile.class)
class MetricsProfileTest extends ServiceTest {

    private static final Path DOCUMENT = Path.of("docs", "metrics.md");
    private static final Path DASHBOARD = Path.of("src", "main", "grafana", "bankfeed.json");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)[{ ]");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `(bankfeed_[a-z_]+)");
    private static final Pattern METRIC_NAME = Pattern.compile("\\b(?:bankfeed|http|process|jvm|netty)_[a-z_]+");

    @TempDir
    Path directory;

    @BeforeEach
    void useTheService() {
        configure("{\"difficulty\":1,\"fraud_injection_rate\":1}");
        given().get("/transactions/10");
        configure("{\"frequency_seconds\":0.01}");
        given().get("/stream?limit=2");
        given().get("/datasets?count=1");
        String id = given().get("/transaction").jsonPath().getString("transaction_id");
        given().contentType("application/json")
                .body("{\"detector\":\"rules-v1\",\"scores\":[{\"transaction_id\":\"" + id + "\",\"score\":1}]}")
                .post("/scores")
                .then()
                .statusCode(200);
    }

    @Test
    void exactlyTheMetricsOfTheServiceAreDocumented() throws IOException {
        Set<String> documented = matches(TABLE_ROW, 1, Files.readString(DOCUMENT));

        // A histogram is documented once, by the common prefix of its samples.
        Set<String> present = new TreeSet<>();
        samples("bankfeed_").forEach(name -> present.add(name.replaceFirst("_(bucket|sum|count)$", "")));

        assertThat(documented).isEqualTo(present);
    }

    @Test
    void dashboardShowsExistingMetrics() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        Set<String> drawn = new TreeSet<>();
        dashboard
                .findValues("expr")
                .forEach(expression -> drawn.addAll(matches(METRIC_NAME, 0, expression.textValue())));

        assertThat(drawn).hasSizeGreaterThan(15);
        assertThat(samples("")).containsAll(drawn);
        assertThat(dashboard.get("panels")).allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").textValue()).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").textValue()).isNotBlank();
        });
    }

    @Test
    void namesAndDescriptionsFollowTheConventionsOfPrometheus() {
        Map<String, String> types = new TreeMap<>();
        Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$")
                .matcher(metrics())
                .results()
                .forEach(match -> types.put(match.group(1), match.group(2)));
        Set<String> described = matches(Pattern.compile("(?m)^# HELP (\\S+) \\S"), 1, metrics());

        assertThat(described).hasSizeGreaterThan(50).containsExactlyElementsOf(types.keySet());
        assertThat(types).allSatisfy((name, type) -> {
            assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
            assertThat(name).doesNotContainPattern("_(ns|us|ms|s|kb|mb|b)(_|$)").doesNotEndWith("_count");
        });
        assertThat(samples(""))
                .allSatisfy(sample -> assertThat(types)
                        .containsKey(
                                types.containsKey(sample) ? sample : sample.replaceFirst("_(bucket|sum|count)$", "")));
    }

    /** A condition, since a failed assumption would end the packaged service before the other tests. */
    @Test
    @EnabledIf(value = "promtoolIsInstalled", disabledReason = "promtool is missing: apt-get install prometheus")
    void promtoolFindsNoProblem() throws Exception {
        Path scrape = Files.writeString(directory.resolve("metrics"), metrics());
        Path output = directory.resolve("output");

        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectInput(scrape.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(promtool.waitFor()).as(Files.readString(output)).isZero();
    }

    static boolean promtoolIsInstalled() {
        return Files.isExecutable(PROMTOOL);
    }

    @Test
    void unknownPathsAddNoSamples() {
        given().get("/nothing/first");
        int before = samplesOfUris();

        for (int i = 0; i < 50; i++) {
            given().get("/nothing/" + i);
        }

        assertThat(samplesOfUris()).isEqualTo(before);
    }

    /** Each would stay in memory for as long as the service runs. */
    @Test
    void inventedMethodsAndMalformedPathsAddNoSamples() throws IOException {
        double before = metric("bankfeed_requests_unmeasured_total");
        int samples = metrics().lines().toList().size();

        for (int i = 0; i < 20; i++) {
            given().request("INVENTED" + i, "/transaction");
            given().options("/docs/INVENTED" + i);
            try (Socket client = new Socket("localhost", RestAssured.port)) {
                client.getOutputStream()
                        .write(("GET /%zz" + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
        }

        assertThat(metrics()).doesNotContain("INVENTED", "%zz");
        assertThat(metrics().lines().toList().size()).isLessThan(samples + 20);
        assertThat(metric("bankfeed_requests_unmeasured_total")).isGreaterThanOrEqualTo(before + 60);
    }

    private static int samplesOfUris() {
        return matches(Pattern.compile("uri=\"[^\"]*\""), 0, metrics()).size();
    }

    private static Set<String> samples(String beginning) {
        Set<String> names = matches(SAMPLE, 1, metrics());
        names.removeIf(name -> !name.startsWith(beginning));
        return names;
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
