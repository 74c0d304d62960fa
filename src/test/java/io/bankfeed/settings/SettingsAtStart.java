package io.bankfeed.settings;

import io.bankfeed.Mappings;
import java.util.Map;

/** Creates settings as the service does when it starts. */
public final class SettingsAtStart {

    private SettingsAtStart() {}

    /** @param properties the configuration, which is that of the defaults where it says nothing */
    public static SettingsInForce of(Map<String, String> properties) {
        return new SettingsInForce(Mappings.mapping(StartUpSettings.class, properties));
    }
}
