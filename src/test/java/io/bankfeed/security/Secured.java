package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service that requires keys or tokens, and logs at every level. */
public class Secured implements QuarkusTestProfile {

    public static final String READER = "secret-of-a-reader-5f0c1d";
    public static final String OPERATOR = "secret-of-an-operator-91ae77";
    public static final String UNKNOWN = "secret-of-nobody-0b4c3e";

    /** The log file of integration tests; each of the processes that run them has its own. */
    private static final Path LOG = Path.of(System.getProperty("quarkus.log.file.path", "target/quarkus.log"));

    /** Secrets that tests created: tickets and tokens. */
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bankfeed.security.api-keys.dashboard.sha256", sha256(READER),
                "bankfeed.security.api-keys.ops.sha256", sha256(OPERATOR),
                "bankfeed.security.api-keys.ops.roles", "operator",
                "bankfeed.security.tickets.lifetime", "1S",
                "quarkus.http.access-log.enabled", "true",
                "quarkus.log.category.\"io.bankfeed\".level", "DEBUG",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", LOG.toString());
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Issuer.class));
    }

    /** Adds a secret that must not be in the log. */
    static String secret(String text) {
        SECRETS.add(text);
        return text;
    }

    /** Asserts that the log contains no secret. */
    static void assertNoSecretWasWritten() {
        String log;
        try {
            log = Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(log).contains("Security is on");
        assertHasNoSecret(log);
    }

    /** Asserts that a text contains no secret. */
    static void assertHasNoSecret(String text) {
        List.of(READER, OPERATOR, UNKNOWN).forEach(key -> assertThat(text).doesNotContain(key, sha256(key)));
        SECRETS.forEach(secret -> assertThat(text).doesNotContain(secret));
    }

    private static String sha256(String key) {
        return HexFormat.of().formatHex(ApiKeys.sha256(key));
    }
}
