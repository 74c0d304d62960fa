package io.bankfeed.operations;

import static io.smallrye.config.common.utils.StringUtil.replaceNonAlphanumericByUnderscores;
import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import io.bankfeed.http.NearestName;
import io.smallrye.config.PropertyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the configuration. Finds misspelt ones, which would otherwise be ignored: with a misspelt key of
 * security, the service would be open. Immutable.
 */
final class ConfigurationKeys {

    private static final String PREFIX = "bankfeed.";
    private static final String VARIABLE_PREFIX = "BANKFEED_";
    private static final String SECURITY = "BANKFEED_SECURITY";

    /** A variable with one of these words was meant to protect the service, even if its section is missing. */
    private static final Pattern SECURITY_WORD = Pattern.compile("KEY|ROLES|REQUIRED|SECURITY|SHA256|TICKET|TOKEN");

    private static final String TOKENS = "MP_JWT_";

    /** Quarkus itself warns of unknown properties with this prefix, but not of variables. */
    private static final String QUARKUS = "quarkus.";

    /** The first letters of the keys; almost all other names begin with another one. */
    private static final String INITIALS = "bmq";

    private static final String PLACEHOLDER = "<NAME>";

    private static final int MAX_TYPOS = 2;

    /** Shorter variables, such as {@code BANKFEED_SEED}, resemble too many others if two characters may differ. */
    private static final int MIN_CHARACTERS_FOR_TWO_TYPOS = 20;

    /** The variables that Kubernetes and Docker set for a service whose name begins with {@code bankfeed}. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "BANKFEED_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** The variables of keys of earlier versions, and what to do instead. */
    private static final Map<String, String> REMOVED = Map.ofEntries(
            entry("BANKFEED_LIMITS_REQUEST_TIMEOUT", "let a reverse proxy close slow requests instead"),
            entry("BANKFEED_LIMITS_KEEP_ALIVE_TIMEOUT", "set quarkus.http.idle-timeout instead"),
            entry("BANKFEED_LIMITS_MAX_CONNECTIONS", "set quarkus.http.limits.max-connections instead"),
            entry("BANKFEED_LIMITS_ANSWER_BACKLOG_BYTES", "remove it, because unread responses are always bounded"),
            entry("BANKFEED_LIMITS_BODY_BACKLOG_BYTES", "let a reverse proxy buffer request bodies instead"),
            entry(
                    "BANKFEED_SECURITY_TOKENS_ISSUER",
                    "set mp.jwt.verify.issuer, and mp.jwt.verify.publickey.location with the URL of the issuer's key"
                            + " set (jwks_uri) instead"),
            entry("BANKFEED_SECURITY_TOKENS_AUDIENCE", "set mp.jwt.verify.audiences instead"),
            entry("BANKFEED_SECURITY_TOKENS_ROLES_CLAIM", "set smallrye.jwt.path.groups instead"));

    private final Set<String> keys;
    private final List<String> patterns = new ArrayList<>();

    /** The keys by variable; both have an asterisk for a name that the operator chooses. */
    private final Map<String, String> byVariable = new TreeMap<>();

    /** @param keys with {@code *} for a name that the operator chooses, and {@code [*]} for an index */
    ConfigurationKeys(Set<String> keys) {
        this.keys = keys;
        for (String key : keys) {
            int star = key.indexOf('*');
            if (star >= 0) {
                patterns.add(key);
            }
            if (!key.endsWith("[*]")) {
                String end = variable(key.substring(star + 1));
                byVariable.put(star < 0 ? end : variable(key.substring(0, star)) + '*' + end, key);
            }
        }
    }

    /**
     * A name that is no key.
     *
     * @param text continues a sentence that begins with the name
     * @param endsStart whether the service must not start; otherwise the name has no effect
     */
    record Fault(String text, boolean endsStart) {}

    /**
     * Describes what is wrong with a name; null if it is a key, or has nothing to do with one.
     *
     * @param key the name, as a key if it is that of an environment variable
     */
    @Nullable
    Fault fault(String key, boolean isVariable) {
        if (keys.contains(key) || key.isEmpty() || INITIALS.indexOf(Character.toLowerCase(key.charAt(0))) < 0) {
            return null;
        }
        if (!isVariable && key.startsWith(QUARKUS)) {
            return null;
        }
        String variable = variable(key);
        String instead = REMOVED.get(variable);
        if (instead != null) {
            return new Fault("is no longer supported: " + instead, true);
        }
        if (isKnown(key, variable, isVariable)
                || (isVariable && SERVICE_LINK.matcher(variable).matches())) {
            return null;
        }
        if (isMeant(key, variable, isVariable)) {
            return new Fault("is not a key of the configuration" + explanation(variable, isVariable), true);
        }
        return variable.startsWith(VARIABLE_PREFIX)
                ? new Fault(
                        "is not a key of the configuration and has no effect" + explanation(variable, isVariable),
                        false)
                : null;
    }

    private String explanation(String variable, boolean isVariable) {
        String nearest = NearestName.of(variable, byVariable.keySet());
        String nearestVariable = nearest.replace("*", PLACEHOLDER);
        if (!isVariable) {
            return "; the nearest is "
                    + requireNonNull(byVariable.get(nearest)).replace("*", PLACEHOLDER.toLowerCase(Locale.ROOT));
        }
        return NearestName.typos(variable, nearest) == 0
                ? ": " + PLACEHOLDER + " in " + nearestVariable
                        + " must be without an underscore; configure other names in a file"
                : "; the nearest is " + nearestVariable;
    }

    private boolean isKnown(String key, String variable, boolean isVariable) {
        if (isVariable && byVariable.containsKey(variable)) {
            return true;
        }
        for (String pattern : patterns) {
            if (PropertyName.equals(key, pattern)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an unknown name was certainly meant to be a key, or may have been one that protects the service. */
    private boolean isMeant(String key, String variable, boolean isVariable) {
        int second = variable.indexOf('_', variable.indexOf('_') + 1);
        String section = second < 0 ? variable : variable.substring(0, second);
        if ((!isVariable && key.startsWith(PREFIX))
                || variable.startsWith(TOKENS)
                || isTypo(SECURITY, section, MAX_TYPOS)
                || (variable.startsWith(VARIABLE_PREFIX)
                        && SECURITY_WORD.matcher(variable).find())) {
            return true;
        }
        for (String known : byVariable.keySet()) {
            if (isTypo(known, variable, known.length() < MIN_CHARACTERS_FOR_TWO_TYPOS ? 1 : MAX_TYPOS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTypo(String known, String variable, int max) {
        return known.charAt(0) == variable.charAt(0) && NearestName.typos(variable, known) <= max;
    }

    /** The environment variable of a key: {@code BANKFEED_PORT_80_TCP} of {@code bankfeed.port[80].tcp}. */
    private static String variable(String key) {
        return replaceNonAlphanumericByUnderscores(key.replace("].", "]")).toUpperCase(Locale.ROOT);
    }
}
