package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts what was packaged with a setting that is wrong. */
class RefusedStartIT {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bankfeed.clock.start=yesterday                        | bankfeed.clock.start must be
        bankfeed.fraud.weights.theft=1                        | There is no fraud pattern "theft"
        bankfeed.fraud.weights.loan_fraud=-1                  | bankfeed.fraud.weights: A weight must be a number of at least 0, but was -1
        bankfeed.batch-size=0                                 | bankfeed.batch-size must be at least 1, but was 0
        bankfeed.fraud-injection-rate=1.5                     | bankfeed.fraud-injection-rate must be at most 1, but was 1.5
        bankfeed.cors.origins=https://console.example.com/    | bankfeed.cors.origins must be origins as browsers send them
        bankfeed.cors.origins=*                               | but one was "*"
        bankfeed.frequency-seconds=often                      | often
        bankfeed.bank.accounts=99                             | bankfeed.bank.accounts must be at least 100, but was 99
        bankfeed.security.required=true                       | there is neither a key in bankfeed.security.api-keys nor
        bankfeed.security.api-keys.console.sha256=abc         | console
        bankfeed.security.tokens.issuer=ftp://localhost       | bankfeed.security.tokens.issuer must be an http or https URL
        bankfeed.limits.trusted-proxies=everywhere            | everywhere
        """)
    void itSaysWhatIsWrongAndEnds(String setting, String told) throws Exception {
        Path settings = Files.writeString(root.resolve("wrong.properties"), setting + "\n");
        Files.createDirectory(root.resolve("tmp"));
        Map<String, String> environment = Map.of("SMALLRYE_CONFIG_LOCATIONS", settings.toString());
        try (PackagedService service = PackagedService.start(root, environment)) {
            assertThat(service.failsWithin(Duration.ofMinutes(1))).isTrue();
        }

        List<String> log = Files.readAllLines(root.resolve("service.log"));
        assertThat(log).anySatisfy(line -> assertThat(line).contains(told));
        assertThat(log).noneMatch(line -> line.startsWith("\tat "));
    }
}
