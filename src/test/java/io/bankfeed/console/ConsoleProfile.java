package io.bankfeed.console;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service of its own, whose counters other tests do not see; the same bank each time, so that pictures are alike. */
public final class ConsoleProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("bankfeed.seed", "42");
    }
}
