package io.bankfeed.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Who may do what. Callers need not authenticate unless there is an API key here, or the location of an issuer's public keys
 * in {@code mp.jwt.verify.publickey.location}.
 */
@ConfigMapping(prefix = "bankfeed.security")
public interface SecurityConfig {

    /**
     * Whether the service refuses to start with neither API keys nor an issuer's public keys, so that a missing secret does
     * not open it.
     */
    @WithDefault("false")
    boolean required();

    /** The API keys, each with a name of its own, which logs and limits use. */
    Map<String, ApiKey> apiKeys();

    /** Keys that end the start with what to set instead. */
    OldTokens tokens();

    /** Tickets for browsers, whose {@code EventSource} cannot send headers. */
    TicketsConfig tickets();

    /** Whether anyone can read {@code /q/metrics}. Metrics tell how much the service is used. */
    @WithDefault("false")
    boolean openMetrics();

    /** Whether anyone can read the documentation: {@code /docs}, {@code /redoc}, {@code /openapi.json}. */
    @WithDefault("true")
    boolean openDocumentation();

    /** One key. */
    interface ApiKey {

        /** The SHA-256 of the key, as 64 hexadecimal digits. The configuration never holds the key itself. */
        String sha256();

        /**
         * The roles of its holder: {@code reader}, or {@code operator}, which includes reading; {@code metrics} reads
         * {@code /q/metrics} alone.
         */
        @WithDefault("reader")
        Set<Role> roles();
    }

    /** The keys of versions that found an issuer's public keys by discovery. */
    interface OldTokens {

        /** No longer a key: set {@code mp.jwt.verify.issuer} and {@code mp.jwt.verify.publickey.location} instead. */
        Optional<String> issuer();

        /** No longer a key: set {@code mp.jwt.verify.audiences} instead. */
        Optional<String> audience();

        /** No longer a key: set {@code smallrye.jwt.path.groups} instead. */
        Optional<String> rolesClaim();
    }

    /** Tickets. */
    interface TicketsConfig {

        /** How long a ticket is valid, from a second to 10 minutes. It can be used once. */
        @WithDefault("30S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 10)
        Duration lifetime();

        /**
         * The maximum number of open tickets, from 1 to 1,000,000; a caller may have a tenth of them. Beyond it, requests for
         * tickets get 503. Each takes about 300 bytes.
         */
        @WithDefault("10000")
        @Min(1)
        @Max(1_000_000)
        int maxOpen();
    }
}
