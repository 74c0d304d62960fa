package io.bankfeed;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Map;

/** Maps and validates configuration as at start-up. */
public final class Mappings {

    private Mappings() {}

    /** @throws io.smallrye.config.ConfigValidationException if a value is out of range */
    public static <T> T mapping(Class<T> type, Map<String, String> properties) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(type)
                    .withMappingIgnore("bankfeed.**")
                    .withValidator((BeanValidationConfigValidator) factory::getValidator)
                    .withSources(new PropertiesConfigSource(properties, "test", 100))
                    .build()
                    .getConfigMapping(type);
        }
    }
}
