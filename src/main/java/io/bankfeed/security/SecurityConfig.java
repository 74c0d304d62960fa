package io.bankfeed.security;

import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Authentication. Callers must authenticate if an API key is configured here, or the location of an issuer's public
 * keys in {@code mp.jwt.verify.publickey.location}.
 */
@ConfigMapping(prefix = "bankfeed.security")
public interface SecurityConfig {

    /**
     * Whether the service refuses to start if neither API keys nor an issuer's public keys are configured, so that it
     * is not open if a secret is missing.
     */
    @WithDefault("false")
    boolean required();

    /** The API keys by name. Logs and rate limits use the name. */
    Map<String, ApiKey> apiKeys();

    /**
     * How long a ticket is valid, from a second to 10 minutes. It can be used once, by browsers, whose
     * {@code EventSource} cannot send headers.
     */
    @WithName("tickets.lifetime")
    @WithDefault("30S")
    Duration ticketLifetime();

    /**
     * The maximum number of open tickets, from 1 to 1,000,000, of which a caller can have a tenth; further requests
     * for tickets are answered with 503. Each uses about 300 bytes.
     */
    @WithName("tickets.max-open")
    @WithDefault("10000")
    int maxOpenTickets();

    /** Whether anyone can read {@code /q/metrics}. Metrics reveal how much the service is used. */
    @WithDefault("false")
    boolean openMetrics();

    /** Whether anyone can read the documentation: {@code /docs}, {@code /redoc}, {@code /openapi.json}. */
    @WithDefault("true")
    boolean openDocumentation();

    /** An API key. */
    interface ApiKey {

        /** The SHA-256 of the key in 64 hexadecimal digits; required. The key itself is not in the configuration. */
        Optional<String> sha256();

        /**
         * The roles of the key: {@code reader}, or {@code operator}, which includes reading; {@code metrics} can read
         * {@code /q/metrics} and the documentation only, {@code documentation} the documentation only.
         */
        @WithDefault("reader")
        Set<Role> roles();
    }

    /** Checks the values. */
    static void check(SecurityConfig config, Ranges ranges) {
        ranges.check(
                "bankfeed.security.tickets.lifetime",
                config.ticketLifetime(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10));
        ranges.check("bankfeed.security.tickets.max-open", config.maxOpenTickets(), 1, 1_000_000);
    }
}
