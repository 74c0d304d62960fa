package io.bankfeed;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Settings of several tests that do not affect one another, so that the service is started once for all of them. */
public final class SharedProfile implements QuarkusTestProfile {

    public static final String LISTED_ORIGIN = "https://console.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bankfeed.cors.origins", LISTED_ORIGIN,
                "bankfeed.truth.capacity", "1000",
                "bankfeed.truth.max-subscribers", "2",
                "bankfeed.scoring.deadline", "2S",
                "bankfeed.scoring.detectors", "1",
                "bankfeed.scoring.capacity", "10000",
                // High limits, so that their metrics exist and nothing is refused.
                "bankfeed.limits.enabled", "true",
                "bankfeed.limits.rate", "1000000",
                "bankfeed.limits.burst", "1000000000");
    }
}
