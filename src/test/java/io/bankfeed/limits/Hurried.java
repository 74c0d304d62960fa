package io.bankfeed.limits;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that waits for nobody for long. */
public class Hurried implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "bankfeed.limits.request-timeout", "1S",
                "bankfeed.limits.keep-alive-timeout", "10S",
                "bankfeed.limits.answer-backlog-bytes", "6M",
                "bankfeed.limits.body-backlog-bytes", "6M");
    }
}
