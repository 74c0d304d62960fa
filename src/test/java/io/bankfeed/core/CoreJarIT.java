package io.bankfeed.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.LiveSampler;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
final class CoreJarIT {

    @Test
    void containsOnlyTheCore() throws IOException {
        try (JarFile jar = new JarFile(coreJar().toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
                    .contains("io/bankfeed/core/transaction/Transaction.class")
                    .allMatch(name -> name.matches("io/bankfeed/core/.+\\.class|META-INF/MANIFEST\\.MF"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.bankfeed.core");
        }
    }

    @Test
    void runsWithTheJdkAlone() throws Exception {
        Path testClasses = Path.of("target", "test-classes");
        URL[] classPath = {coreJar().toUri().toURL(), testClasses.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> loaded = loader.loadClass(FirstTransaction.class.getName());
            Object json = ((Supplier<?>) loaded.getDeclaredConstructor().newInstance()).get();

            assertThat(loaded).isNotEqualTo(FirstTransaction.class);
            assertThat(json).isEqualTo(new FirstTransaction().get());
        }
    }

    private static Path coreJar() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target"), "*-core.jar")) {
            return jars.iterator().next();
        }
    }

    /** The first transaction of a bank as JSON. */
    public static final class FirstTransaction implements Supplier<String> {

        @Override
        public String get() {
            AsciiBuffer json = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
            TransactionEncoder encoder = new TransactionEncoder(json);
            new LiveSampler(42, 1000, 1000, FraudPattern.ALL, Map.of()).draw(1, 0, 0.05, encoder::append);
            return new String(json.toByteArray(), StandardCharsets.US_ASCII);
        }
    }
}
