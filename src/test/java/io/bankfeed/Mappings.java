package io.bankfeed;

import io.bankfeed.settings.Ranges;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Maps and checks configuration as at start-up. */
public final class Mappings {

    private Mappings() {}

    public static <T> T mapping(Class<T> type, Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withMappingIgnore("bankfeed.**")
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(type);
    }

    /** What is wrong with the values. */
    public static <T> List<String> faults(Class<T> type, BiConsumer<T, Ranges> check, Map<String, String> properties) {
        Ranges ranges = new Ranges();
        check.accept(mapping(type, properties), ranges);
        return ranges.faults();
    }
}
