package io.bankfeed.documentation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds what is written of metrics, and what is drawn of them, against those that there are. */
@QuarkusTest
@TestProfile(MetricsResourceTest.EveryMetric.class)
class MetricsResourceTest extends ServiceTest {

    private static final Path DOCUMENT = Path.of("docs", "metrics.md");
    private static final Path DASHBOARD = Path.of("src", "main", "grafana", "bankfeed.json");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_0-9]+)[{ ]");
    private static final Pattern IN_A_ROW = Pattern.compile("(?m)^\\| `(bankfeed_[a-z_]+)");
    private static final Pattern IN_AN_EXPRESSION = Pattern.compile("\\b(?:bankfeed|http|process|jvm|netty)_[a-z_]+");

    @BeforeEach
    void useTheService() {
        configure("{\"frequency_seconds\":0.01}");
        given().get("/stream?limit=2");
        given().get("/datasets?count=1");
        given().get("/transaction");
    }

    @Test
    void everyMetricOfTheServiceIsDocumentedAndNoOther() throws IOException {
        Set<String> documented = found(IN_A_ROW, 1, Files.readString(DOCUMENT));

        // A histogram is documented once, by the name that its parts begin with.
        Set<String> present = new TreeSet<>();
        samples("bankfeed_").forEach(name -> present.add(name.replaceFirst("_(bucket|sum|count)$", "")));

        assertThat(documented).isEqualTo(present);
    }

    @Test
    void theDashboardDrawsMetricsThatThereAre() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        Set<String> drawn = new TreeSet<>();
        dashboard
                .findValues("expr")
                .forEach(expression -> drawn.addAll(found(IN_AN_EXPRESSION, 0, expression.textValue())));

        assertThat(drawn).hasSizeGreaterThan(15);
        assertThat(samples("")).containsAll(drawn);
        assertThat(dashboard.get("panels")).allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").textValue()).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").textValue()).isNotBlank();
        });
    }

    @Test
    void unknownPathsDoNotAddUp() {
        given().get("/nothing/first");
        int before = samplesOfUris();

        for (int i = 0; i < 1000; i++) {
            given().get("/nothing/" + i);
        }

        assertThat(samplesOfUris()).isEqualTo(before);
    }

    private static int samplesOfUris() {
        return found(Pattern.compile("uri=\"[^\"]*\""), 0, metrics()).size();
    }

    private static Set<String> samples(String beginning) {
        Set<String> names = found(SAMPLE, 1, metrics());
        names.removeIf(name -> !name.startsWith(beginning));
        return names;
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** With limits too, and so wide that they limit nothing here. */
    public static final class EveryMetric implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "bankfeed.limits.enabled", "true",
                    "bankfeed.limits.rate", "1000000",
                    "bankfeed.limits.burst", "1000000000");
        }
    }
}
