package io.bankfeed.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.Set;

/**
 * Rate limits for each client: an API key, the subject of a token, or else an address. One unit is the cost of a request for
 * a single transaction, about 30 µs of a processor.
 */
@ConfigMapping(prefix = "bankfeed.limits")
public interface LimitsConfig {

    /** Whether clients have limits. Without them nothing is counted, and requests cost nothing more. */
    @WithDefault("false")
    boolean enabled();

    /** Units that each client regains per second, from 1 to 1,000,000: 1,000 are about 2.6 % of a processor. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    long rate();

    /**
     * The most units that a client can have, from 1 to 1,000,000,000, and has at first. A request that costs more needs all
     * of them and takes all of them.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000_000)
    long burst();

    /**
     * The addresses of the proxies before the service, such as {@code 10.0.3.7} or {@code 10.0.3.0/24}, whose
     * {@code X-Forwarded-For} is trusted. None by default. A client in one of these ranges can claim any address, so keep
     * them narrow.
     */
    Optional<Set<String>> trustedProxies();

    /**
     * The maximum number of clients that are tracked by address, and as many by key, from 1 to 1,000,000; each takes about
     * 300 bytes. If all of them have used some of their units, new clients share the units of one.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxClients();

    /** The maximum number of streams, of the feed and of labels together, that a client can have open, from 1 to 1,000,000. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000_000)
    int streamsPerClient();

    /** The maximum number of datasets that a client can download at once, from 1 to 1,000. */
    @WithDefault("2")
    @Min(1)
    @Max(1000)
    int datasetsPerClient();
}
