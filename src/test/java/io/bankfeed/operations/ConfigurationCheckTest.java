package io.bankfeed.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.StringUtil;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {

    /** A valid value of all keys but those of roles. */
    private static final String VALUE = "1000";

    @ParameterizedTest
    @CsvSource({
        "BANKFEED_SECURITY_API_KEYS_OPS_SHA265,   BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "bankfeed_security_api_keys_ops_sha265,   BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "bankfeed.security.api-keys.ops.sha265,   BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "_PROD_BANKFEED_SECURITY_API_KEY_A_ROLES, BANKFEED_SECURITY_API_KEYS_<NAME>_ROLES",
        "BANKFEED_SECURITY_APIKEYS_OPS_SHA256,    BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "BANKFEED_SECURITY,                       BANKFEED_SECURITY_REQUIRED",
        "BANKFEED_SECURITY_TICKETS,               BANKFEED_SECURITY_TICKETS_LIFETIME",
        "BANKFEED_API_KEYS_OPS_SHA256,            BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "bankfeed_api_keys_ops_sha256,            BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "_PROD_BANKFEED_API_KEYS_OPS_SHA256,      BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "BANKFEED_API_KEYS_OPS_ROLES,             BANKFEED_SECURITY_API_KEYS_<NAME>_ROLES",
        "BANKFEED_KEY,                            BANKFEED_SEED",
        "BANKFEED_AUTH_REQUIRED,                  BANKFEED_SECURITY_REQUIRED",
        "BANKFEED_TOKEN_LIFETIME,                 BANKFEED_SECURITY_TICKETS_LIFETIME",
        "BANKFEED_TICKETS_LIFETIME,               BANKFEED_SECURITY_TICKETS_LIFETIME",
        "BANKFEED_SECURTIY_REQUIRED,              BANKFEED_SECURITY_REQUIRED",
        "BANKFED_SECURITY_REQUIRED,               BANKFEED_SECURITY_REQUIRED",
        "BANKFED_SECURITY_API_KEYS_OPS_SHA256,    BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "BANK_FEED_SECURITY_API_KEYS_OPS_SHA256,  BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256",
        "BANKFEED_CORS_ORIGIN,                    BANKFEED_CORS_ORIGINS",
        "BANKFEED_BATCHSIZE,                      BANKFEED_BATCH_SIZE",
        "BANKFEED_SEDE,                           BANKFEED_SEED",
        "BANKFEED_FRAUD_WEIGHTS_LOANFRAUD,        BANKFEED_FRAUD_WEIGHTS_LOAN_FRAUD",
        "MP_JWT_VERIFY_PUBLICKEY_LOCATON,         MP_JWT_VERIFY_PUBLICKEY_LOCATION",
        "MP_JTW_VERIFY_ISSUER,                    MP_JWT_VERIFY_ISSUER",
        "QUARKUS_CONFIG_LOCATION,                 QUARKUS_CONFIG_LOCATIONS",
        "QUARKUS_HTTP_HOTS,                       QUARKUS_HTTP_HOST",
    })
    void misspeltVariableIsRefused(String variable, String nearest) {
        refused(
                environment(variable),
                variable + " in the environment is not a key of the configuration; the nearest is " + nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "bankfeed.securty.required,             bankfeed.security.required",
        "%prod.bankfeed.securty.required,       bankfeed.security.required",
        "bankfed.security.required,             bankfeed.security.required",
        "bankfeed.security.api-keys.ops.sha265, bankfeed.security.api-keys.<name>.sha256",
        "bankfeed.security.api-keys.ops,        bankfeed.security.api-keys.<name>.roles",
        "bankfeed.security.api-keys.a.b.sha256, bankfeed.security.api-keys.<name>.sha256",
        "bankfeed.security.required[0],         bankfeed.security.required",
        "BANKFEED_SECURITY_REQUIRED,            bankfeed.security.required",
        "bankfeed.fraud.weights.loan.fraud,     bankfeed.fraud.weights.loan_fraud",
        "bankfeed.home,                         bankfeed.seed",
        "mp.jwt.verify.publickey.locaton,       mp.jwt.verify.publickey.location",
    })
    void misspeltPropertyIsRefused(String property, String nearest) {
        refused(
                properties(property),
                property + " in a.properties is not a key of the configuration; the nearest is " + nearest);
    }

    @Test
    void nameOfSeveralWordsIsRefusedInAVariable() {
        refused(
                environment("BANKFEED_SECURITY_API_KEYS_MY_TEAM_SHA256"),
                "BANKFEED_SECURITY_API_KEYS_MY_TEAM_SHA256 in the environment is not a key of the configuration: <NAME>"
                        + " in BANKFEED_SECURITY_API_KEYS_<NAME>_SHA256 must be without an underscore; configure other"
                        + " names in a file");
    }

    @ParameterizedTest
    @CsvSource({
        "bankfeed.limits.request-timeout,       let a reverse proxy close slow requests instead",
        "bankfeed.limits.keep-alive-timeout,    set quarkus.http.idle-timeout instead",
        "bankfeed.limits.max-connections,       set quarkus.http.limits.max-connections instead",
        "bankfeed.limits.answer-backlog-bytes, 'remove it, because unread responses are always bounded'",
        "bankfeed.limits.body-backlog-bytes,    let a reverse proxy buffer request bodies instead",
        "bankfeed.security.tokens.issuer,      'set mp.jwt.verify.issuer, and mp.jwt.verify.publickey.location with the"
                + " URL of the issuer''s key set (jwks_uri) instead'",
        "bankfeed.security.tokens.audience,     set mp.jwt.verify.audiences instead",
        "bankfeed.security.tokens.roles-claim,  set smallrye.jwt.path.groups instead",
    })
    void keyOfAnEarlierVersionIsRefused(String key, String instead) {
        String variable = variable(key);

        refused(properties(key), key + " in a.properties is no longer supported: " + instead);
        refused(environment(variable), variable + " in the environment is no longer supported: " + instead);
    }

    /** What Kubernetes and Docker set for services named bankfeed, bankfeed-metrics and so on. */
    @ParameterizedTest
    @ValueSource(strings = {"BANKFEED", "BANKFEED_METRICS", "BANKFEED_SECURITY", "BANKFEED_API_KEYS"})
    void variablesOfServicesAreIgnored(String service) {
        accepted(environment(
                service + "_SERVICE_HOST",
                service + "_SERVICE_PORT",
                service + "_SERVICE_PORT_HTTP",
                service + "_SERVICE_PORT_HTTP_METRICS",
                service + "_PORT",
                service + "_PORT_8000_TCP",
                service + "_PORT_8000_TCP_PROTO",
                service + "_PORT_8000_TCP_PORT",
                service + "_PORT_8000_TCP_ADDR",
                service + "_PORT_53_UDP_ADDR"));
    }

    @ParameterizedTest
    @CsvSource({
        "BANKFEED_FREQUENCY,       BANKFEED_FREQUENCY_SECONDS",
        "bankfeed_frequency,       BANKFEED_FREQUENCY_SECONDS",
        "_PROD_BANKFEED_FREQUENCY, BANKFEED_FREQUENCY_SECONDS",
        "BANKFEED_BATCH,           BANKFEED_BATCH_SIZE",
        "BANKFEED_ACCOUNTS,        BANKFEED_BANK_ACCOUNTS",
        "BANKFEED_ORIGINS,         BANKFEED_CORS_ORIGINS",
        "BANKFEED_HOME,            BANKFEED_SEED",
        "BANKFEED_LOG_LEVEL,       BANKFEED_SEED",
    })
    void variableWithoutEffectIsReported(String variable, String nearest) {
        assertThat(new ConfigurationCheck(environment(variable)).warnings())
                .containsExactly(variable
                        + " in the environment is not a key of the configuration and has no effect; the nearest is "
                        + nearest);
    }

    @Test
    void everyVariableWithoutEffectHasALine() {
        assertThat(new ConfigurationCheck(environment("BANKFEED_USER", "BANKFEED_FREQUENCY")).warnings())
                .hasSize(2)
                .isSorted();
    }

    @Test
    void otherNamesAreIgnored() {
        accepted(environment(
                "BANKFEED",
                "BASH_VERSION",
                "BANKING_SECURITY_REQUIRED",
                "MP_OPENAPI_SCAN_DISABLE",
                "QUARKUS_HTTP_PORT",
                "_",
                "PATH"));
        accepted(properties("java.home", "quarkus.http.port", "%dev.bankfeed.securty.required"));
    }

    @Test
    void keysAreAccepted() {
        accepted(environment(
                "BANKFEED_SEED",
                "bankfeed_clock_start",
                "bankfeed.bank.accounts",
                "BANKFEED_CORS_ORIGINS_0_",
                "BANKFEED_LIMITS_TRUSTED_PROXIES_12_",
                "BANKFEED_SECURITY_API_KEYS_OPS_SHA256",
                "BANKFEED_SECURITY_API_KEYS_OPS_ROLES",
                "BANKFEED_SECURITY_API_KEYS__MY_TEAM__SHA256",
                "_PROD_BANKFEED_FRAUD_WEIGHTS_LOAN_FRAUD",
                "_PROD_BANKFEED_SECURITY_API_KEYS_DEV_SHA256",
                "_DEV_BANKFEED_SECURITY_API_KEYS_DEV_SHA256",
                "MP_JWT_VERIFY_ISSUER"));
        accepted(properties(
                "bankfeed.cors.origins[0]",
                "%prod.bankfeed.seed",
                "bankfeed.security.api-keys.my_team.sha256",
                "bankfeed.security.api-keys.\"my.team\".sha256",
                "bankfeed.security.api-keys.ops.roles[1]",
                "mp.jwt.verify.publickey.location"));
    }

    /** As in a file for a shell. Properties end their keys at the first blank. */
    @Test
    void exportIsRefused() {
        refused(environment("export"), "A line of the environment begins with \"export\"; write only NAME=value");
    }

    @Test
    void everyKeyIsAcceptedAsAVariable() {
        Map<String, String> variables = new TreeMap<>();
        ConfigurationMappings.prefixes()
                .forEach((type, prefix) -> ConfigClass.configClass(type, prefix)
                        .getProperties()
                        .forEach((key, value) -> variables.put(
                                variable(key.replace(".*.", ".ops.").replace("[*]", "[0]")),
                                key.contains("roles") ? "operator" : value == null ? "" : value)));

        assertThat(variables).containsKey("BANKFEED_FRAUD_WEIGHTS_LOAN_FRAUD").hasSizeGreaterThan(35);
        accepted(builder().withSources(new EnvConfigSource(variables, 300)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "yes", "1", "on", "truee", "\"true\""})
    void booleanIsTrueOrFalse(String value) {
        for (String key : new String[] {
            "bankfeed.limits.enabled",
            "bankfeed.security.open-documentation",
            "bankfeed.security.open-metrics",
            "bankfeed.security.required"
        }) {
            assertThatThrownBy(() -> new ConfigurationCheck(builder()
                            .withSources(new PropertiesConfigSource(Map.of(key, value), "a.properties", 100))
                            .build()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(key + " must be true or false");
        }
        accepted(builder()
                .withSources(new PropertiesConfigSource(
                        Map.of("bankfeed.security.required", "TRUE", "bankfeed.security.open-metrics", " False "),
                        "a.properties",
                        100))
                .build());
    }

    @Test
    void everyFaultHasALine() {
        refused(properties("bankfeed.sed", "bankfeed.clock.begin"), """
            bankfeed.clock.begin in a.properties is not a key of the configuration; the nearest is bankfeed.clock.start
            bankfeed.sed in a.properties is not a key of the configuration; the nearest is bankfeed.seed""");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        SmallRyeConfig config = builder()
                .withSources(new PropertiesConfigSource(
                        Map.of("bankfeed.batch-size", "0", "bankfeed.truth.capacity", "1", "bankfeed.limits.rate", "0"),
                        "a.properties",
                        100))
                .build();
        refused(config, """
            bankfeed.truth.capacity must be at least 1000, but was 1
            bankfeed.limits.rate must be at least 1, but was 0
            bankfeed.batch-size must be at least 1, but was 0""");
    }

    private static void refused(SmallRyeConfig config, String message) {
        assertThatThrownBy(() -> new ConfigurationCheck(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    private static void accepted(SmallRyeConfig config) {
        assertThat(new ConfigurationCheck(config).warnings()).isEmpty();
    }

    private static SmallRyeConfig environment(String... variables) {
        return builder()
                .withSources(new EnvConfigSource(values(variables), 300))
                .build();
    }

    private static SmallRyeConfig properties(String... names) {
        return builder()
                .withSources(new PropertiesConfigSource(values(names), "a.properties", 100))
                .build();
    }

    private static Map<String, String> values(String... names) {
        Map<String, String> values = new TreeMap<>();
        for (String name : names) {
            values.put(name, name.toLowerCase(Locale.ROOT).contains("roles") ? "operator" : VALUE);
        }
        return values;
    }

    private static String variable(String key) {
        return StringUtil.replaceNonAlphanumericByUnderscores(key).toUpperCase(Locale.ROOT);
    }

    private static SmallRyeConfigBuilder builder() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withProfile("prod")
                .withValidateUnknown(false);
        ConfigurationMappings.prefixes().forEach(builder::withMapping);
        return builder;
    }
}
