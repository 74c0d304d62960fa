package io.bankfeed.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Who may do what. Nothing is asked for unless there is a key, or an issuer of tokens. */
@ConfigMapping(prefix = "bankfeed.security")
public interface SecurityConfig {

    /**
     * Whether the service refuses to start without a key and without an issuer of tokens, so that a secret that is
     * missing does not open it.
     */
    @WithDefault("false")
    boolean required();

    /** The keys that are known, each by a name of its own, which logs and limits use. */
    Map<String, ApiKey> apiKeys();

    /** Tokens of an OpenID Connect server. */
    Tokens tokens();

    /** Tickets for browsers, whose {@code EventSource} sends no headers. */
    TicketsConfig tickets();

    /** Whether {@code /q/metrics} is open to who has no key. Metrics tell how much the service is used. */
    @WithDefault("false")
    boolean openMetrics();

    /** Whether the documentation ({@code /docs}, {@code /redoc}, {@code /openapi.json}) is open to who has no key. */
    @WithDefault("true")
    boolean openDocumentation();

    /** One key. */
    interface ApiKey {

        /** The SHA-256 of the key, as 64 hexadecimal digits. The key itself is nowhere in the configuration. */
        String sha256();

        /** What its holder may do: {@code reader}, or {@code operator}, who may read too. */
        @WithDefault("reader")
        Set<Role> roles();
    }

    /** Whose tokens are believed. */
    interface Tokens {

        /**
         * The issuer, such as {@code https://login.example.com/realms/bank}: the {@code iss} of its tokens, and where
         * its signing keys are found by OpenID Connect discovery. None by default, and then no token is believed.
         */
        Optional<URI> issuer();

        /** The audience, {@code aud}, that a token must be meant for. */
        @WithDefault("bankfeed")
        String audience();

        /**
         * The claim with the roles {@code reader} and {@code operator}, a list or a text with spaces between them; a
         * claim within a claim is named by a path, such as {@code realm_access/roles}.
         */
        @WithDefault("groups")
        String rolesClaim();
    }

    /** How tickets are. */
    interface TicketsConfig {

        /** For how long a ticket can be used, from a second to 10 minutes. It is used once. */
        @WithDefault("30S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 10)
        Duration lifetime();

        /**
         * How many tickets may be open, from 1 to 1,000,000, of which each caller may have a tenth; the next is answered
         * 503. Each takes about 300 bytes.
         */
        @WithDefault("10000")
        @Min(1)
        @Max(1_000_000)
        int maxOpen();
    }
}
