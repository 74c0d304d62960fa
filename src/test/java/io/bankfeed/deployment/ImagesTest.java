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

/** What can be said of the descriptions of images without an engine that builds them. */
class ImagesTest {

    private static final Path DIRECTORY = Path.of("src", "main", "docker");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
    private static final Pattern USER = Pattern.compile("(?m)^USER (\\S+)");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY ((?:--\\S+ )*)(\\S+) \\S+$");

    @ParameterizedTest
    @MethodSource("images")
    void whatAnImageCopiesIsLetInAndIsThere(Path image) throws IOException {
        List<String> sources = COPY.matcher(Files.readString(image))
                .results()
                .filter(copy -> !copy.group(1).contains("--from="))
                .map(copy -> copy.group(2).replaceFirst("/$", ""))
                .toList();

        assertThat(sources).isNotEmpty();
        for (String source : sources) {
            assertThat(isLetIn(image, source)).as(source).isTrue();
            // What is built is not there yet
            if (!source.startsWith("target/")) {
                assertThat(Path.of(source)).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void anImageDoesNotRunAsRootAndNamesItsBaseByAVersion(Path image) throws IOException {
        String text = Files.readString(image);

        assertThat(FROM.matcher(text).results().map(base -> base.group(1)))
                .isNotEmpty()
                .allSatisfy(base -> assertThat(base).matches("\\S+:(?!latest)\\S+"));
        List<String> users =
                USER.matcher(text).results().map(user -> user.group(1)).toList();
        assertThat(users.get(users.size() - 1)).matches("[1-9][0-9]+");
    }

    /** A secret or the history of somebody's checkout is not to end in a layer. */
    @Test
    void nothingElseIsLetIn() throws IOException {
        for (Path image : images()) {
            for (String source : List.of(".env", ".git/config", "README.md", "src/test/java", "config")) {
                assertThat(isLetIn(image, source)).as(source).isFalse();
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

    /** The last line that fits decides, and a line that lets a directory in lets in what is in it. */
    private static boolean isLetIn(Path image, String source) throws IOException {
        Path own = DIRECTORY.resolve(image.getFileName() + ".dockerignore");
        boolean letIn = true;
        for (String line : Files.readAllLines(Files.exists(own) ? own : Path.of(".dockerignore"))) {
            boolean exception = line.startsWith("!");
            if (fits(exception ? line.substring(1) : line, Path.of(source))) {
                letIn = exception;
            }
        }
        return letIn;
    }

    private static boolean fits(String pattern, Path source) {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (Path path = source; path != null; path = path.getParent()) {
            if (matcher.matches(path)) {
                return true;
            }
        }
        // COPY of a directory whose files are let in
        return pattern.equals(source + "/*");
    }
}
