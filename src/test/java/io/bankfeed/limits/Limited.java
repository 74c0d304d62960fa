package io.bankfeed.limits;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service with low limits behind a local proxy. */
public class Limited implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bankfeed.limits.enabled", "true",
                "bankfeed.limits.rate", "1",
                "bankfeed.limits.burst", "30",
                "bankfeed.limits.streams-per-client", "2",
                "bankfeed.limits.trusted-proxies", "127.0.0.1,::1");
    }
}
