package io.bankfeed.documentation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Generates {@code docs/configuration.md} from the configuration mappings and their Javadoc. */
final class ConfigurationDocument {

    static final Path FILE = Path.of("docs", "configuration.md");

    /** The text below this line is written by hand and kept. */
    private static final String HAND_WRITTEN = "<!-- What follows is written by hand. -->";

    private static final Path SOURCES = Path.of("src", "main", "java");

    private record Key(String name, String defaultValue, String effect) {}

    private final List<Class<?>> mappings;
    private final Javadocs javadocs;

    ConfigurationDocument() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(SOURCES)) {
            all.filter(ConfigurationDocument::hasMapping).sorted().forEach(files::add);
        }
        mappings = files.stream().<Class<?>>map(ConfigurationDocument::type).toList();
        javadocs = new Javadocs(files);
    }

    /** The mappings in the sources. */
    List<Class<?>> mappings() {
        return mappings;
    }

    static String prefix(Class<?> mapping) {
        return mapping.getAnnotation(ConfigMapping.class).prefix();
    }

    /** The generated document, with the handwritten part of the existing one. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Start-up configuration

                <!-- Generated from the Javadoc of the code by
                     ./mvnw test -Dtest=ConfigurationDocumentTest -Dconfiguration.write -->

                Set a key as a system property (`-Dbankfeed.seed=42`), as the environment variable below it, in a
                `.env` file of such variables, or in `config/application.properties`; both files are read from the
                working directory. The earlier in this list takes precedence. The service does not start with a value
                out of range, nor with a misspelt key: see [below](#misspelt-keys). Write a duration as `30S`, `5M` or
                in ISO 8601, such as `PT1M30S`; a size as `16M`.
                """);
        String packageName = "";
        for (Class<?> mapping : mappings) {
            if (!mapping.getPackageName().equals(packageName)) {
                packageName = mapping.getPackageName();
                text.append("\n## ").append(title(packageName)).append('\n');
            }
            text.append('\n').append(javadocs.of(mapping)).append("\n\n");
            text.append("| key and environment variable | default | effect |\n|---|---|---|\n");
            List<Key> keys = new ArrayList<>();
            collect(mapping, prefix(mapping), keys);
            keys.forEach(key -> append(text, key));
        }
        return text.append('\n').append(HAND_WRITTEN).append(handWritten()).toString();
    }

    private void collect(Class<?> group, String prefix, List<Key> keys) {
        Stream.of(group.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(ConfigurationDocument::name))
                .forEach(method -> collect(method, prefix + "." + name(method), keys));
    }

    private void collect(Method method, String name, List<Key> keys) {
        Class<?> type = method.getReturnType();
        if (type.isInterface() && type.getDeclaringClass() != null) {
            collect(type, name, keys);
        } else if (type == Map.class) {
            Type value = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
            collect((Class<?>) value, name + ".<name>", keys);
        } else {
            keys.add(key(method, name));
        }
    }

    private Key key(Method method, String name) {
        WithDefault value = method.getAnnotation(WithDefault.class);
        boolean optional = method.getReturnType().getName().startsWith(Optional.class.getName());
        String none = optional ? "none" : "must be set";
        return new Key(
                name,
                value == null ? none : '`' + value.value() + '`',
                javadocs.of(method.getDeclaringClass(), method.getName()));
    }

    private static void append(StringBuilder text, Key key) {
        text.append("| `").append(key.name).append('`');
        text.append("<br>`")
                .append(StringUtil.replaceNonAlphanumericByUnderscores(
                        key.name.replace("<name>", "NAME").toUpperCase(Locale.ROOT)))
                .append('`');
        text.append(" | ").append(key.defaultValue).append(" | ").append(key.effect.replace("|", "\\|"));
        text.append(" |\n");
    }

    private static String name(Method method) {
        WithName name = method.getAnnotation(WithName.class);
        return name == null ? StringUtil.skewer(method.getName()) : name.value();
    }

    private static String title(String packageName) {
        String last = packageName.substring(packageName.lastIndexOf('.') + 1);
        return Character.toUpperCase(last.charAt(0)) + last.substring(1);
    }

    private static boolean hasMapping(Path file) {
        try {
            return file.toString().endsWith(".java") && Files.readString(file).contains("\n@ConfigMapping(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(Path file) {
        String name =
                SOURCES.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(name.substring(0, name.length() - ".java".length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String handWritten() throws IOException {
        if (!Files.exists(FILE)) {
            return "\n";
        }
        String existing = Files.readString(FILE);
        return existing.substring(existing.indexOf(HAND_WRITTEN) + HAND_WRITTEN.length());
    }
}
