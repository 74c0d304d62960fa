package io.bankfeed.security;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks up API keys and tickets, and determines whether callers must authenticate. Thread-safe. Application-scoped, so
 * that it is created at start-up, after the keys of the configuration were checked: Quarkus creates the mechanism
 * earlier.
 */
@Startup
@ApplicationScoped
public class Authenticator {

    private static final Logger LOG = Logger.getLogger(Authenticator.class);

    private static final String LOCATION = "mp.jwt.verify.publickey.location";

    /** Where an issuer's public keys can be set; any of them turns security on. */
    private static final List<String> PUBLIC_KEYS =
            List.of(LOCATION, "mp.jwt.verify.publickey", "smallrye.jwt.verify.key.location");

    private static final String ISSUER = "mp.jwt.verify.issuer";

    /** What Quarkus gives these keys in dev mode and tests. */
    private static final String UNSET = "NONE";

    private static final String ANONYMOUS = "anonymous";

    private final ApiKeys keys;
    private final Tickets tickets;
    private final Duration ticketLifetime;
    private final boolean acceptsTokens;
    private final SecurityIdentity anonymous;

    Authenticator(SecurityConfig config, Config jwt) {
        try {
            keys = new ApiKeys(config.apiKeys());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
        acceptsTokens = PUBLIC_KEYS.stream().anyMatch(key -> isSet(key, jwt));
        Optional<String> issuer = jwt.getOptionalValue(ISSUER, String.class);
        if (acceptsTokens != issuer.isPresent()) {
            throw new ConfigurationException(LOCATION + " and " + ISSUER + " must be set together, or neither");
        }
        ticketLifetime = config.ticketLifetime();
        tickets = new Tickets(new SecureRandom(), System::nanoTime, ticketLifetime.toNanos(), config.maxOpenTickets());
        anonymous = anonymous(config);
        if (isOn()) {
            LOG.infof(
                    "Security is on. API keys: %d. Tokens: %s",
                    keys.size(), issuer.map(name -> "issued by " + name).orElse("none"));
        } else if (config.required()) {
            throw new ConfigurationException("bankfeed.security.required is true, but neither"
                    + " bankfeed.security.api-keys nor " + LOCATION + " is set");
        } else {
            LOG.info("Security is off: anyone who can reach the port can read the feed and change it."
                    + " Set a key in bankfeed.security.api-keys to turn it on");
        }
    }

    /** Whether callers must authenticate. */
    public boolean isOn() {
        return keys.size() > 0 || acceptsTokens;
    }

    boolean acceptsTokens() {
        return acceptsTokens;
    }

    /** A caller without credentials, which has the roles that are open to everyone. */
    SecurityIdentity anonymous() {
        return anonymous;
    }

    /** The holder of a key, or null if it is unknown. */
    @Nullable
    SecurityIdentity ofKey(String key) {
        return keys.find(key);
    }

    /** Uses up a ticket, and returns the caller that opened it; null if it is invalid, already used, or expired. */
    @Nullable
    SecurityIdentity ofTicket(String ticket) {
        return tickets.use(ticket);
    }

    /** Opens a ticket that reads one stream on behalf of the caller; empty if too many are open. */
    Optional<String> openTicket(SecurityIdentity caller) {
        return tickets.open(identity(caller.getPrincipal().getName(), Set.of(Role.READER)));
    }

    Duration ticketLifetime() {
        return ticketLifetime;
    }

    /** An authenticated caller. */
    static SecurityIdentity identity(String name, Set<Role> roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(roles.stream().map(Role::lowerCase).collect(Collectors.toSet()))
                .build();
    }

    private SecurityIdentity anonymous(SecurityConfig config) {
        Stream<Role> roles = isOn()
                ? Stream.of(Role.METRICS, Role.DOCUMENTATION)
                        .filter(role -> role == Role.METRICS ? config.openMetrics() : config.openDocumentation())
                : Stream.of(Role.values());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(ANONYMOUS))
                .setAnonymous(true)
                .addRoles(roles.map(Role::lowerCase).collect(Collectors.toSet()))
                .build();
    }

    private static boolean isSet(String key, Config config) {
        String value = config.getConfigValue(key).getValue();
        if (value != null && value.isBlank()) {
            throw new ConfigurationException(key + " is empty");
        }
        return value != null && !value.equals(UNSET);
    }
}
