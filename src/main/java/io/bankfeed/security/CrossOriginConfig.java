package io.bankfeed.security;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which web sites may do more than read. */
@ConfigMapping(prefix = "bankfeed.cors")
public interface CrossOriginConfig {

    /**
     * The origins, such as {@code https://console.example.com}, whose pages may change something: start, stop and
     * configure the feed. As browsers send them: in small letters, without a path. Every page may read. None by default.
     */
    Optional<List<String>> origins();
}
