package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the Dockerfiles without building the images. */
class ImagesTest {

    private static final Path DIRECTORY = Path.of("src", "main", "docker");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern USER = Pattern.compile("(?m)^USER (\\S+)");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY ((?:--\\S+ )*)(\\S+) \\S+$");

    @ParameterizedTest
    @MethodSource("images")
    void copiedFilesAreInTheBuildContext(Path image) throws IOException {
        List<String> sources = COPY.matcher(Files.readString(image))
                .results()
                .filter(copy -> !copy.group(1).contains("--from="))
                .map(copy -> copy.group(2).replaceFirst("/$", ""))
                .toList();

        assertThat(sources).isNotEmpty();
        for (String source : sources) {
            assertThat(isIncluded(image, source)).as(source).isTrue();
            // The build output does not exist yet
            if (!source.startsWith("target/")) {
                assertThat(Path.of(source)).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void imageDoesNotRunAsRootAndPinsItsBase(Path image) throws IOException {
        String text = Files.readString(image);

        assertThat(FROM.matcher(text).results().map(base -> base.group(1)))
                .isNotEmpty()
                .allSatisfy(base -> assertThat(base).matches("\\S+:(?!latest)\\S+"));
        List<String> users =
                USER.matcher(text).results().map(user -> user.group(1)).toList();
        assertThat(users.get(users.size() - 1)).matches("[1-9][0-9]+");
    }

    /** So that no secret and no history of a checkout ends up in a layer. */
    @Test
    void otherFilesAreIgnored() throws IOException {
        for (Path image : images()) {
            for (String source : List.of(".env", ".git/config", "README.md", "src/test/java", "config")) {
                assertThat(isIncluded(image, source)).as(source).isFalse();
            }
        }
    }

    static List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("Dockerfile."))
                    .filter(file -> !file.toString().endsWith(".dockerignore"))
                    .sorted()
                    .toList();
        }
    }

    /** The last matching line decides; a line that includes a directory includes its files. */
    private static boolean isIncluded(Path image, String source) throws IOException {
        Path own = DIRECTORY.resolve(image.getFileName() + ".dockerignore");
        boolean included = true;
        for (String line : Files.readAllLines(Files.exists(own) ? own : Path.of(".dockerignore"))) {
            boolean exception = line.startsWith("!");
            if (matches(exception ? line.substring(1) : line, Path.of(source))) {
                included = exception;
            }
        }
        return included;
    }

    private static boolean matches(String pattern, Path source) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (Path path = source; path != null; path = path.getParent()) {
            if (matcher.matches(path)) {
                return true;
            }
        }
        // COPY of a directory whose files are included
        return pattern.equals(source + "/*");
    }
}
