package io.bankfeed.operations;

import static java.util.stream.Collectors.toMap;

import io.bankfeed.dataset.DatasetsConfig;
import io.bankfeed.feed.FeedConfig;
import io.bankfeed.generator.GeneratorConfig;
import io.bankfeed.generator.ReportsConfig;
import io.bankfeed.labels.LabelsConfig;
import io.bankfeed.limits.LimitsConfig;
import io.bankfeed.scoring.ScoringConfig;
import io.bankfeed.security.CrossOriginConfig;
import io.bankfeed.security.SecurityConfig;
import io.bankfeed.settings.Ranges;
import io.bankfeed.settings.StartUpSettings;
import io.bankfeed.sink.KafkaConfig;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The mappings of the configuration. */
public final class ConfigurationMappings {

    /** All mappings with their prefixes, since a native executable may be without the annotation. */
    private static final List<Mapping<?>> ALL = List.of(
            new Mapping<>(CrossOriginConfig.class, "bankfeed.cors", (config, ranges) -> {}),
            new Mapping<>(DatasetsConfig.class, "bankfeed.datasets", DatasetsConfig::check),
            new Mapping<>(FeedConfig.class, "bankfeed.feed", FeedConfig::check),
            new Mapping<>(GeneratorConfig.class, "bankfeed", GeneratorConfig::check),
            new Mapping<>(KafkaConfig.class, "bankfeed.kafka", KafkaConfig::check),
            new Mapping<>(LabelsConfig.class, "bankfeed.truth", LabelsConfig::check),
            new Mapping<>(LimitsConfig.class, "bankfeed.limits", LimitsConfig::check),
            new Mapping<>(ReportsConfig.class, "bankfeed.reports", ReportsConfig::check),
            new Mapping<>(ScoringConfig.class, "bankfeed.scoring", ScoringConfig::check),
            new Mapping<>(SecurityConfig.class, "bankfeed.security", SecurityConfig::check),
            new Mapping<>(StartUpSettings.class, "bankfeed", StartUpSettings::check));

    private ConfigurationMappings() {}

    private record Mapping<T>(Class<T> type, String prefix, BiConsumer<T, Ranges> check) {

        void check(SmallRyeConfig config, Ranges ranges) {
            check.accept(config.getConfigMapping(type, prefix), ranges);
        }
    }

    /** The prefix of each mapping. */
    public static Map<Class<?>, String> prefixes() {
        return ALL.stream().collect(toMap(Mapping::type, Mapping::prefix));
    }

    /** All keys with their defaults; null if a key has none. */
    static Map<String, @Nullable String> defaults() {
        Map<String, @Nullable String> defaults = new TreeMap<>();
        for (Mapping<?> mapping : ALL) {
            defaults.putAll(
                    ConfigClass.configClass(mapping.type, mapping.prefix).getProperties());
        }
        return defaults;
    }

    /** What is wrong with the values: a sentence without a full stop for each that is out of range. */
    static List<String> outOfRange(SmallRyeConfig config) {
        Ranges ranges = new Ranges();
        ALL.forEach(mapping -> mapping.check(config, ranges));
        return ranges.faults();
    }
}
