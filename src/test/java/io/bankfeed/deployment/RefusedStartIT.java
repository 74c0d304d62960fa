package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts the package with an invalid setting, rejected by the configuration mapping or by a bean. */
class RefusedStartIT {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.batch-size=0                              | bankfeed.batch-size must be at least 1, but was 0
        bankfeed.cors.origins=https://console.example.com/ | bankfeed.cors.origins must be origins as browsers send them
        bankfeed.kafka.enabled=true                        | kafka.bootstrap.servers must be set if bankfeed.kafka.enabled is true
        """)
    void serviceLogsTheFaultAndEnds(String setting, String message) throws Exception {
        Path settings = Files.writeString(root.resolve("wrong.properties"), setting + "\n");
        Map<String, String> environment = Map.of("SMALLRYE_CONFIG_LOCATIONS", settings.toString());
        try (PackagedService service = PackagedService.start(root, environment)) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        assertLogHas(message);
    }

    /** The only line of the log, before security is reported as off. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        BANKFEED_SECURITY_API_KEYS_OPS_SHA265 | BANKFEED_SECURITY_API_KEYS_OPS_SHA265 in the environment is not a key \
        of the configuration; the nearest is BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256
        _PROD_BANKFEED_SECURTY_REQUIRED       | _PROD_BANKFEED_SECURTY_REQUIRED in the environment is not a key of the \
        configuration; the nearest is BANKFEED_SECURITY_REQUIRED
        BANKFEED_API_KEYS_OPS_SHA256          | BANKFEED_API_KEYS_OPS_SHA256 in the environment is not a key of the \
        configuration; the nearest is BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256
        BANKFEED_LIMITS_MAX_CONNECTIONS       | BANKFEED_LIMITS_MAX_CONNECTIONS in the environment is no longer \
        supported: set quarkus.http.limits.max-connections instead
        """)
    void misspeltVariableEndsTheStart(String variable, String message) throws Exception {
        try (PackagedService service = PackagedService.start(root, Map.of(variable, "true"))) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        assertThat(Files.readAllLines(root.resolve("service.log"))).containsExactly(message);
    }

    @Test
    void otherVariableWithoutEffectIsOnlyReported() throws Exception {
        Map<String, String> environment = Map.of("BANKFEED_FREQUENCY", "5", "BANKFEED_SERVICE_HOST", "10.0.0.1");
        try (PackagedService service = PackagedService.ready(root, environment)) {
            assertThat(service.isAlive()).isTrue();
        }

        assertThat(Files.readAllLines(root.resolve("service.log")))
                .filteredOn(line -> line.contains("BANKFEED_"))
                .singleElement(STRING)
                .contains(" WARN ")
                .endsWith(
                        "BANKFEED_FREQUENCY in the environment is not a key of the configuration and has no effect; the"
                                + " nearest is BANKFEED_FREQUENCY_SECONDS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.securty.required=true   | bankfeed.securty.required in the system properties is not a key of the \
        configuration; the nearest is bankfeed.security.required
        bankfeed.security.required=maybe | bankfeed.security.required must be true or false
        """)
    void wrongPropertyEndsTheStart(String property, String message) throws Exception {
        try (PackagedService service = PackagedService.start(root, Map.of(), List.of("-D" + property))) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        assertLogHas(message);
    }

    @Test
    void everyFaultIsReportedBeforeAnythingIsConfigured() throws Exception {
        Map<String, String> environment = Map.of(
                "BANKFEED_LIMITS_ENABLED", "true", "BANKFEED_LIMITS_RATE", "0", "BANKFEED_SECURTIY_REQUIRED", "true");
        try (PackagedService service = PackagedService.start(root, environment)) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        assertThat(Files.readAllLines(root.resolve("service.log")))
                .containsExactly(
                        "BANKFEED_SECURTIY_REQUIRED in the environment is not a key of the configuration; the nearest"
                                + " is BANKFEED_SECURITY_REQUIRED",
                        "bankfeed.limits.rate must be at least 1, but was 0");
    }

    @Test
    void smallHeapEndsTheStart() throws Exception {
        try (PackagedService service = PackagedService.start(root, Map.of(), List.of("-Xmx32m"))) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        assertThat(Files.readAllLines(root.resolve("service.log")))
                .last(STRING)
                .matches("The heap must be at least 40 MiB, but is [0-9]+ MiB: raise -Xmx or .*");
    }

    private void assertLogHas(String message) throws IOException {
        List<String> log = Files.readAllLines(root.resolve("service.log"));
        assertThat(log).anySatisfy(line -> assertThat(line).contains(message));
        assertThat(log).noneMatch(line -> line.startsWith("\tat "));
    }
}
