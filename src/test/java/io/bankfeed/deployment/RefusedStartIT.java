package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Starts the package with an invalid setting, rejected by the configuration mapping or by a bean.
 * The other settings have unit tests.
 */
@Tag("smoke")
class RefusedStartIT {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.batch-size=0                              | bankfeed.batch-size must be at least 1, but was 0
        bankfeed.cors.origins=https://console.example.com/ | bankfeed.cors.origins must be origins as browsers send them
        """)
    void serviceLogsTheFaultAndEnds(String setting, String message) throws Exception {
        Path settings = Files.writeString(root.resolve("wrong.properties"), setting + "\n");
        Map<String, String> environment = Map.of("SMALLRYE_CONFIG_LOCATIONS", settings.toString());
        try (PackagedService service = PackagedService.start(root, environment)) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        List<String> log = Files.readAllLines(root.resolve("service.log"));
        assertThat(log).anySatisfy(line -> assertThat(line).contains(message));
        assertThat(log).noneMatch(line -> line.startsWith("\tat "));
    }
}
