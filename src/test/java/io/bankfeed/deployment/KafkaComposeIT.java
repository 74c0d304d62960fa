package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with Docker Compose, whose broker and service run as processes here. */
class KafkaComposeIT {

    private static final Path DIRECTORY = Path.of("examples", "kafka-compose");

    private JsonNode services;

    @TempDir
    private Path directory;

    @BeforeEach
    void read() throws IOException {
        services = new YAMLMapper()
                .readTree(DIRECTORY.resolve("compose.yaml").toFile())
                .get("services");
    }

    @Test
    void imagesAreThoseOfTheProject() throws IOException {
        String kafka = "apache/kafka:" + AppInfoParser.getVersion();
        JsonNode build = services.at("/bankfeed/build");
        Path context = DIRECTORY.resolve(build.get("context").textValue()).normalize();

        assertThat(services.at("/kafka/image").textValue()).isEqualTo(kafka);
        assertThat(services.at("/consumer/image").textValue()).isEqualTo(kafka);
        assertThat(Files.readString(Path.of("examples", "kafka-no-docker", "pom.xml")))
                .contains("<kafka.version>" + AppInfoParser.getVersion() + "</kafka.version>");
        // As in the documentation
        assertThat(Files.readString(Path.of("docs", "deployment.md")))
                .contains("docker build -f " + build.get("dockerfile").textValue() + " -t "
                        + services.at("/bankfeed/image").textValue() + " .");
        assertThat(context.resolve(build.get("dockerfile").textValue())).exists();
    }

    @Test
    void consumerReadsWhatIsCommittedOfTheTopic() throws IOException {
        assertThat(services.at("/consumer/command"))
                .extracting(JsonNode::textValue)
                .containsSubsequence(
                        "--bootstrap-server", bankfeed().get("KAFKA_BOOTSTRAP_SERVERS"),
                        "--topic", "bankfeed.transactions",
                        "--isolation-level", "read_committed");
    }

    /** With other addresses, since there is no network of containers. */
    @Test
    void serviceWritesToTheBroker() throws Exception {
        int hostPort = PackagedService.freePort();
        Map<String, String> settings = environment("kafka").entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("KAFKA_"))
                .collect(Collectors.toMap(
                        variable -> variable.getKey()
                                .substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        variable -> variable.getValue()
                                .replaceAll("(kafka|/):29092", "$1:%1\\$d")
                                .replaceAll("(kafka|/):9093", "$1:%2\\$d")
                                .replace(":9092", ":" + hostPort)
                                .replace("kafka:", "127.0.0.1:")
                                .replace("//:", "//127.0.0.1:")));
        settings.remove("log.dirs");
        try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(directory.resolve("broker")), settings)) {
            Map<String, String> environment = bankfeed();
            environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.address());
            try (PackagedService service =
                    PackagedService.ready(Files.createDirectory(directory.resolve("service")), environment)) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> KafkaTopic.read("localhost:" + hostPort, "bankfeed.transactions")
                                        .numbers(0)
                                        .size()
                                > 0);
                assertThat(service.body("/status")).contains("\"seed\":42,");
            }
        }
    }

    private Map<String, String> bankfeed() {
        return environment("bankfeed");
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        services.at("/" + service + "/environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }
}
