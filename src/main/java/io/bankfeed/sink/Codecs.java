package io.bankfeed.sink;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The codecs with which the producer may compress. */
final class Codecs {

    /** Those of the JDK. The others load libraries of native code, which is not proven in a native executable. */
    private static final Set<String> OF_THE_JDK = Set.of("none", "gzip");

    private Codecs() {}

    /**
     * Refuses a codec that may fail with the first record.
     *
     * @param nativeExecutable whether the service is one
     * @throws ConfigurationException naming the codecs that are possible
     */
    static void check(Map<String, Object> connection, boolean nativeExecutable) {
        Object codec = connection.get(ProducerConfig.COMPRESSION_TYPE_CONFIG);
        if (nativeExecutable && codec != null && !OF_THE_JDK.contains(codec.toString())) {
            throw new ConfigurationException("kafka." + ProducerConfig.COMPRESSION_TYPE_CONFIG
                    + " must be none or gzip in a native executable, but was " + codec
                    + "; on a JVM, lz4, snappy and zstd are possible too");
        }
    }
}
