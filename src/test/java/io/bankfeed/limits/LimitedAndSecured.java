package io.bankfeed.limits;

import io.bankfeed.security.Secured;
import java.util.HashMap;
import java.util.Map;

/** A service with low limits that requires keys. */
public class LimitedAndSecured extends Secured {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.putAll(new Limited().getConfigOverrides());
        return settings;
    }
}
