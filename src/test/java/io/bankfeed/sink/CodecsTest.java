package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecsTest {

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "snappy", "zstd"})
    void codecOfNativeCodeIsRefusedInANativeExecutable(String codec) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Codecs.check(Map.of("compression.type", codec), true))
                .withMessage("kafka.compression.type must be none or gzip in a native executable, but was " + codec
                        + "; on a JVM, lz4, snappy and zstd are possible too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void codecOfTheJdkIsAccepted(String codec) {
        assertThatCode(() -> Codecs.check(Map.of("compression.type", codec), true))
                .doesNotThrowAnyException();
    }

    @Test
    void everyCodecIsAcceptedOnAJvm() {
        assertThatCode(() -> Codecs.check(Map.of("compression.type", "zstd"), false))
                .doesNotThrowAnyException();
    }

    @Test
    void noCodecIsAccepted() {
        assertThatCode(() -> Codecs.check(Map.of(), true)).doesNotThrowAnyException();
    }
}
