package io.bankfeed.limits;

import io.bankfeed.settings.Ranges;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/**
 * Rate limits for each client: an API key, the subject of a token, or else an address. One unit is the cost of a
 * request for a single transaction, about 30 µs of CPU time.
 */
@ConfigMapping(prefix = "bankfeed.limits")
public interface LimitsConfig {

    /** Whether to limit clients. */
    @WithDefault("false")
    boolean enabled();

    /** The units that a client regains per second, from 1 to 1,000,000. 1,000 are about 2.6 % of a processor. */
    @WithDefault("1000")
    long rate();

    /**
     * The maximum number of units of a client, from 1 to 1,000,000,000, with which it also starts. A request that costs
     * more needs a full bucket and empties it.
     */
    @WithDefault("10000")
    long burst();

    /**
     * The addresses of the proxies in front of the service, such as {@code 10.0.3.7} or {@code 10.0.3.0/24}, whose
     * {@code X-Forwarded-For} is trusted. None by default. A client in one of these ranges can claim any address, so
     * keep them narrow.
     */
    Optional<Set<String>> trustedProxies();

    /**
     * The maximum number of clients tracked by address, and of those tracked by key, from 1 to 1,000,000. Each uses
     * about 300 bytes. If all of them are active, new clients share one bucket.
     */
    @WithDefault("10000")
    int maxClients();

    /** The maximum number of open streams of a client, of the feed and of labels together, from 1 to 1,000,000. */
    @WithDefault("100")
    int streamsPerClient();

    /** The maximum number of datasets that a client can download at the same time, from 1 to 1,000. */
    @WithDefault("2")
    int datasetsPerClient();

    /** Checks the values. */
    static void check(LimitsConfig config, Ranges ranges) {
        ranges.check("bankfeed.limits.rate", config.rate(), 1L, 1_000_000L);
        ranges.check("bankfeed.limits.burst", config.burst(), 1L, 1_000_000_000L);
        ranges.check("bankfeed.limits.max-clients", config.maxClients(), 1, 1_000_000);
        ranges.check("bankfeed.limits.streams-per-client", config.streamsPerClient(), 1, 1_000_000);
        ranges.check("bankfeed.limits.datasets-per-client", config.datasetsPerClient(), 1, 1000);
    }
}
