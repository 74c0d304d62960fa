package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the configuration of security is read, and refused. */
class SecurityConfigTest {

    private static final String DIGEST = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @Test
    void nothingIsAskedForByDefault() {
        SecurityConfig config = config(Map.of());

        assertThat(new Authentication(config).isOn()).isFalse();
        assertThat(config.openMetrics()).isFalse();
        assertThat(config.openDocumentation()).isTrue();
        assertThat(config.tickets().lifetime()).hasSeconds(30);
        assertThat(config.tickets().maxOpen()).isEqualTo(10_000);
        assertThat(config.tokens().audience()).isEqualTo("bankfeed");
        assertThat(config.tokens().rolesClaim()).isEqualTo("groups");
    }

    @Test
    void aKeyIsAReadersUnlessToldOtherwise() {
        SecurityConfig config = config(Map.of(
                "bankfeed.security.api-keys.one.sha256",
                DIGEST,
                "bankfeed.security.api-keys.two.sha256",
                DIGEST.replace('2', '3'),
                "bankfeed.security.api-keys.two.roles",
                "operator,reader"));

        assertThat(config.apiKeys().get("one").roles()).containsExactly(Role.READER);
        assertThat(config.apiKeys().get("two").roles()).containsExactlyInAnyOrder(Role.READER, Role.OPERATOR);
        assertThat(new Authentication(config).isOn()).isTrue();
    }

    @Test
    void aServiceThatMustAskForKeysDoesNotStartWithoutAny() {
        refused(
                Map.of("bankfeed.security.required", "true"),
                "bankfeed.security.required is true, but there is neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0S", "PT0.5S", "11M", "PT-1S"})
    void aTicketsLifetimeIsFromASecondToTenMinutes(String lifetime) {
        assertThatThrownBy(() -> config(Map.of("bankfeed.security.tickets.lifetime", lifetime)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("bankfeed.security.tickets.lifetime must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login.example.com", "file:///etc/passwd", "https:/realms", "ftp://login.example.com"})
    void anIssuerIsAUrl(String issuer) {
        refused(
                Map.of("bankfeed.security.tokens.issuer", issuer),
                "bankfeed.security.tokens.issuer must be an http or https URL, but was ");
    }

    @Test
    void aKeyInPlaceOfItsDigestIsRefusedAndNotShown() {
        refused(
                Map.of("bankfeed.security.api-keys.one.sha256", "the-key-itself"),
                "bankfeed.security.api-keys.one.sha256 must be 64 hexadecimal digits");
    }

    private static void refused(Map<String, String> properties, String message) {
        SecurityConfig config = config(properties);

        assertThatThrownBy(() -> new Authentication(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("the-key-itself");
    }

    private static SecurityConfig config(Map<String, String> properties) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(SecurityConfig.class)
                    .withValidator((BeanValidationConfigValidator) factory::getValidator)
                    .withSources(new PropertiesConfigSource(properties, "test", 100))
                    .build()
                    .getConfigMapping(SecurityConfig.class);
        }
    }
}
