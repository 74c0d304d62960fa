package io.bankfeed.security;

import static io.bankfeed.Mappings.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.bankfeed.Mappings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses and validates the configuration of security. */
class SecurityConfigTest {

    private static final String DIGEST = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @Test
    void securityIsOffByDefault() {
        SecurityConfig config = mapping(SecurityConfig.class, Map.of());

        assertThat(authenticator(config, Map.of()).isOn()).isFalse();
        assertThat(config.openMetrics()).isFalse();
        assertThat(config.openDocumentation()).isTrue();
        assertThat(config.ticketLifetime()).hasSeconds(30);
        assertThat(config.maxOpenTickets()).isEqualTo(10_000);
    }

    @Test
    void keyHasTheRoleReaderByDefault() {
        SecurityConfig config = mapping(
                SecurityConfig.class,
                Map.of(
                        "bankfeed.security.api-keys.one.sha256",
                        DIGEST,
                        "bankfeed.security.api-keys.two.sha256",
                        DIGEST.replace('2', '3'),
                        "bankfeed.security.api-keys.two.roles",
                        "operator,reader"));

        assertThat(config.apiKeys().get("one").roles()).containsExactly(Role.READER);
        assertThat(config.apiKeys().get("two").roles()).containsExactlyInAnyOrder(Role.READER, Role.OPERATOR);
        assertThat(authenticator(config, Map.of()).isOn()).isTrue();
    }

    @Test
    void requiredSecurityNeedsAKeyOrPublicKeys() {
        refused(Map.of("bankfeed.security.required", "true"), "bankfeed.security.required is true, but neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0S", "PT0.5S", "11M", "PT-1S"})
    void invalidTicketLifetimeIsRejected(String lifetime) {
        assertThat(Mappings.faults(
                        SecurityConfig.class,
                        SecurityConfig::check,
                        Map.of("bankfeed.security.tickets.lifetime", lifetime)))
                .singleElement(STRING)
                .startsWith("bankfeed.security.tickets.lifetime must be ");
    }

    @Test
    void publicKeysAndTheirIssuerAreSetTogether() {
        String message = "mp.jwt.verify.publickey.location and mp.jwt.verify.issuer must be set together";
        refused(Map.of("mp.jwt.verify.publickey.location", "https://login.example.com/keys"), message);
        refused(Map.of("mp.jwt.verify.issuer", "https://login.example.com"), message);
        refused(Map.of("mp.jwt.verify.publickey", "MIIB"), message);
    }

    @Test
    void publicKeysAndAnIssuerTurnSecurityOn() {
        assertThat(authenticator(
                                mapping(SecurityConfig.class, Map.of("bankfeed.security.required", "true")),
                                Map.of(
                                        "mp.jwt.verify.publickey.location",
                                        "https://login.example.com/keys",
                                        "mp.jwt.verify.issuer",
                                        "https://login.example.com"))
                        .isOn())
                .isTrue();
    }

    /** As from a shell variable that is not set. */
    @ParameterizedTest
    @ValueSource(
            strings = {"mp.jwt.verify.publickey.location", "mp.jwt.verify.publickey", "smallrye.jwt.verify.key.location"
            })
    void emptyPublicKeysAreRejected(String key) {
        refused(Map.of(key, ""), key + " is empty");
        refused(Map.of(key, " "), key + " is empty");
    }

    @Test
    void apiKeyWithoutItsDigestIsRejected() {
        String message = "bankfeed.security.api-keys.one.sha256 must be 64 hexadecimal digits";
        refused(Map.of("bankfeed.security.api-keys.one.sha256", ""), message);
        refused(Map.of("bankfeed.security.api-keys.one.sha256", " "), message);
        refused(Map.of("bankfeed.security.api-keys.one.roles", "operator"), message);
    }

    @Test
    void keyInsteadOfItsDigestIsRejectedWithoutShowingIt() {
        refused(
                Map.of("bankfeed.security.api-keys.one.sha256", "the-key-itself"),
                "bankfeed.security.api-keys.one.sha256 must be 64 hexadecimal digits");
    }

    private static void refused(Map<String, String> properties, String message) {
        Map<String, String> own = new TreeMap<>(properties);
        own.keySet().removeIf(name -> !name.startsWith("bankfeed."));

        assertThatThrownBy(() -> authenticator(mapping(SecurityConfig.class, own), properties))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("the-key-itself");
    }

    private static Authenticator authenticator(SecurityConfig config, Map<String, String> jwt) {
        return new Authenticator(
                config,
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(jwt, "test", 100))
                        .build());
    }
}
