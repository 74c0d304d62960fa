package io.bankfeed.security;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Requests of pages from other origins. */
@ConfigMapping(prefix = "bankfeed.cors")
public interface CrossOriginConfig {

    /**
     * The origins whose pages may start, stop and configure the feed, such as {@code https://console.example.com}: in
     * lower case and without a path, as browsers send them. Pages of any origin may read. None by default.
     */
    Optional<List<String>> origins();
}
