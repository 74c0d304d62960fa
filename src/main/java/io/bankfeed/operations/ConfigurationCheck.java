package io.bankfeed.operations;

import static io.smallrye.config.ProfileConfigSourceInterceptor.activeName;
import static io.smallrye.config.common.utils.StringUtil.toLowerCaseAndDotted;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SysPropConfigSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.jwt.config.Names;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the start if a key is misspelt, which SmallRye Config would ignore, if a Boolean is neither true nor false,
 * which it would read as false, if a value is out of range, or if the heap is too small. Logs a warning for each other
 * environment variable that looks like a key.
 */
@Singleton
public class ConfigurationCheck {

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    /** Keys of Quarkus that would leave the service open if they were misspelt. */
    private static final List<String> KEYS_OF_QUARKUS = List.of(
            Names.AUDIENCES,
            Names.CLOCK_SKEW,
            Names.DECRYPTOR_KEY_ALGORITHM,
            Names.DECRYPTOR_KEY_LOCATION,
            Names.ISSUER,
            Names.TOKEN_AGE,
            Names.TOKEN_COOKIE,
            Names.TOKEN_HEADER,
            Names.VERIFIER_PUBLIC_KEY,
            Names.VERIFIER_PUBLIC_KEY_ALGORITHM,
            Names.VERIFIER_PUBLIC_KEY_LOCATION,
            "quarkus.config.locations",
            "quarkus.http.host");

    private static final String LOCATION = "[source=";
    private static final Map<String, String> ORIGINS =
            Map.of(EnvConfigSource.NAME, "the environment", SysPropConfigSource.NAME, "the system properties");

    /** With less, a native executable runs out of memory under load. */
    private static final long MIN_HEAP_BYTES = 40L << 20;

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private final ConfigurationKeys keys;
    private final List<String> profiles;
    private final List<String> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @throws ConfigurationException with a line for each fault */
    ConfigurationCheck(Config config) {
        Map<String, @Nullable String> defaults = ConfigurationMappings.defaults();
        Set<String> names = new HashSet<>(KEYS_OF_QUARKUS);
        names.addAll(defaults.keySet());
        keys = new ConfigurationKeys(names);
        profiles = config.unwrap(SmallRyeConfig.class).getProfiles();

        for (ConfigSource source : config.getConfigSources()) {
            checkNames(source);
        }
        faults.sort(null);
        for (Map.Entry<String, @Nullable String> entry : defaults.entrySet()) {
            if (entry.getValue() != null && BOOLEANS.contains(entry.getValue()) && !isBoolean(config, entry.getKey())) {
                faults.add(entry.getKey() + " must be true or false");
            }
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < MIN_HEAP_BYTES) {
            faults.add("The heap must be at least " + mebibytes(MIN_HEAP_BYTES) + " MiB, but is " + mebibytes(heap)
                    + " MiB: raise -Xmx or the memory limit of the container");
        }
        faults.addAll(ConfigurationMappings.outOfRange(config.unwrap(SmallRyeConfig.class)));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(String.join("\n", faults));
        }
        warnings.sort(null);
        warnings.forEach(LOG::warn);
    }

    /** A line for each name that has no effect, although it looks like a key. */
    List<String> warnings() {
        return warnings;
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    /** Creates this bean before those that read their configuration to register filters or at start-up. */
    void beforeOthers(@Observes @Priority(1) Filters filters) {}

    private void checkNames(ConfigSource source) {
        Set<String> names = source.getPropertyNames();
        if (source instanceof EnvConfigSource) {
            for (String variable : source.getProperties().keySet()) {
                if (variable.equals("export")) {
                    faults.add(
                            "A line of " + origin(source.getName()) + " begins with \"export\"; write only NAME=value");
                }
                String name = toLowerCaseAndDotted(variable);
                // If SmallRye Config recognizes a variable, it replaces this name by the key.
                if (names.contains(name)) {
                    check(variable, name, source, true);
                }
            }
        } else {
            for (String name : names) {
                check(name, name, source, false);
            }
        }
    }

    /** Never shows the value, which may be secret. */
    private void check(String written, String name, ConfigSource source, boolean isVariable) {
        // A key of another profile still begins with the profile, and is ignored.
        ConfigurationKeys.Fault fault = keys.fault(activeName(name, profiles), isVariable);
        if (fault != null) {
            (fault.endsStart() ? faults : warnings)
                    .add(written + " in " + origin(source.getName()) + " " + fault.text());
        }
    }

    private static String origin(String source) {
        int location = source.indexOf(LOCATION);
        return location >= 0
                ? source.substring(location + LOCATION.length(), source.length() - 1)
                : ORIGINS.getOrDefault(source, source);
    }

    private static boolean isBoolean(Config config, String key) {
        String value = config.getConfigValue(key).getValue();
        return value == null || BOOLEANS.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
