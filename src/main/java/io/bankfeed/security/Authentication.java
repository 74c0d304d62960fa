package io.bankfeed.security;

import static java.util.Objects.requireNonNull;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request, by the keys, tokens and tickets that are known. Thread-safe. */
@Startup
@Singleton
class Authentication {

    private static final Logger LOG = Logger.getLogger(Authentication.class);

    private final ApiKeys keys;
    private final @Nullable Tokens tokens;
    private final Tickets tickets;
    private final Duration ticketLifetime;

    Authentication(SecurityConfig config) {
        try {
            keys = new ApiKeys(config.apiKeys());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()));
        }
        Optional<URI> issuer = config.tokens().issuer();
        tokens = issuer.map(one -> new Tokens(
                        one.toString(),
                        config.tokens().audience(),
                        config.tokens().rolesClaim(),
                        new IssuerKeys(checked(one), IssuerKeys.BETWEEN_FETCHES, System::nanoTime)))
                .orElse(null);
        ticketLifetime = config.tickets().lifetime();
        tickets = new Tickets(
                new SecureRandom(),
                System::nanoTime,
                ticketLifetime.toNanos(),
                config.tickets().maxOpen());
        if (isOn()) {
            LOG.infof(
                    "Security is on. API keys: %d. Tokens: %s",
                    keys.size(), issuer.map(one -> "those of " + one).orElse("none"));
        } else if (config.required()) {
            throw new ConfigurationException("bankfeed.security.required is true, but there is neither a key in"
                    + " bankfeed.security.api-keys nor an issuer in bankfeed.security.tokens.issuer");
        } else {
            LOG.info("Security is off: who reaches the port may read the feed and change it."
                    + " A key in bankfeed.security.api-keys turns it on");
        }
    }

    /** Whether anybody has to prove anything. */
    boolean isOn() {
        return keys.size() > 0 || tokens != null;
    }

    boolean believesTokens() {
        return tokens != null;
    }

    /** Who holds a key, or null if it is not known. */
    @Nullable
    Caller ofKey(String key) {
        return keys.find(key);
    }

    /** Who opened a ticket, which is used by this; null if it is none, was used or has ended. */
    @Nullable
    Caller ofTicket(String ticket) {
        return tickets.use(ticket);
    }

    /**
     * Who holds a token. It may wait for the issuer's keys.
     *
     * @throws Tokens.InvalidTokenException if the token is not to be believed
     * @throws IOException if the issuer's keys cannot be had
     */
    Caller ofToken(String token) throws Tokens.InvalidTokenException, IOException {
        return requireNonNull(tokens).verify(token);
    }

    /** A ticket for a caller; empty if too many are open. */
    Optional<String> openTicket(Caller caller) {
        return tickets.open(caller);
    }

    Duration ticketLifetime() {
        return ticketLifetime;
    }

    private static URI checked(URI issuer) {
        if (issuer.getHost() == null || !String.valueOf(issuer.getScheme()).matches("https?")) {
            throw new ConfigurationException(
                    "bankfeed.security.tokens.issuer must be an http or https URL, but was " + issuer);
        }
        return issuer;
    }
}
