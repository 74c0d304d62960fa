package io.bankfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.source.Part;
import io.bankfeed.dataset.DatasetSpecs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerateCommandTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-29T00:00:00Z"));
    private static final String RECIPE =
            "--count 4321 --seed 42 --start 2026-01-01 --rate 0.5 --labels full --fields extended ";

    @TempDir
    Path directory;

    private Path parts;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter messages = new StringWriter();

    @BeforeEach
    void nameDirectory() {
        parts = directory.resolve("parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "csv"})
    void bytesDoNotDependOnTheThreads(String format) {
        byte[] one = generate(RECIPE + "--threads 1 --format " + format);
        byte[] four = generate(RECIPE + "--threads 4 --format " + format);

        assertThat(four).isEqualTo(one);
        assertThat(new String(one, StandardCharsets.UTF_8))
                .contains("TXN_00004321")
                .doesNotContain("TXN_00004322");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 7", "hard, 7"})
    void partsConcatenateToTheWhole(String difficulty, int count) throws IOException {
        String recipe = RECIPE + "--difficulty " + difficulty + " ";
        run(recipe + "--format csv --parts " + count + " --output " + parts + "/");
        ByteArrayOutputStream concatenated = new ByteArrayOutputStream();
        for (Path part : files("part-")) {
            concatenated.write(Files.readAllBytes(part));
        }

        assertThat(concatenated.toByteArray()).isEqualTo(generate(recipe));
        assertThat(messages.toString()).contains(count + " of " + count + " parts, 4,321 rows");
    }

    @Test
    void manifestHasTheDigestOfEachPart() throws Exception {
        run(RECIPE + "--format ndjson --parts 3 --output " + parts + "/");
        JsonNode manifest = manifest();

        assertThat(manifest.path("complete").booleanValue()).isTrue();
        assertThat(manifest.path("rows").intValue()).isEqualTo(4321);
        assertThat(manifest.at("/recipe/seed").textValue()).isEqualTo("42");
        assertThat(manifest.path("files")).hasSize(3).allSatisfy(file -> {
            byte[] content = Files.readAllBytes(parts.resolve(file.path("name").textValue()));
            assertThat(file.path("bytes").intValue()).isEqualTo(content.length);
            assertThat(file.path("sha256").textValue())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        });
    }

    @Test
    void onlyWhatIsMissingOrBrokenIsMadeAgain() throws IOException {
        String command = RECIPE + "--parts 3 --output " + parts + "/";
        run(command);
        List<Path> files = files("part-");
        byte[] second = Files.readAllBytes(files.get(1));
        FileTime before = FileTime.fromMillis(1000);
        Files.setLastModifiedTime(files.get(0), before);
        Files.write(files.get(1), new byte[second.length]);
        Files.delete(files.get(2));

        run(command);

        assertThat(Files.getLastModifiedTime(files.get(0))).isEqualTo(before);
        assertThat(files.get(1)).hasBinaryContent(second);
        assertThat(files("part-")).hasSize(3);
        assertThat(messages.toString()).contains("2 of 3 parts").contains("; 1 were complete");
        assertThat(manifest().path("files")).hasSize(3);
    }

    @Test
    void partsCanBeMadeByDifferentProcesses() throws IOException {
        for (int number = 3; number >= 1; number--) {
            assertThat(Files.exists(parts) && manifest().path("complete").booleanValue())
                    .isFalse();
            run(RECIPE + "--by accounts --part " + number + "/3 --output " + parts + "/");
        }

        assertThat(manifest().path("complete").booleanValue()).isTrue();
        assertThat(manifest().path("rows").intValue()).isEqualTo(4321);
        assertThat(manifest().at("/recipe/by").textValue()).isEqualTo("accounts");
    }

    @Test
    void partsByAccountsAreWrittenAtOnce() throws IOException {
        run(RECIPE + "--by accounts --parts 3 --output " + parts + "/");

        assertThat(manifest().path("rows").intValue()).isEqualTo(4321);
        assertThat(Files.readAllBytes(files("part-").get(2))).isEqualTo(generate(RECIPE + "--by accounts --part 3/3"));
    }

    @Test
    void emptyOutputIsRefused() {
        String[] arguments = {"generate", "--output", ""};

        assertThat(Main.commandLine(out, new PrintWriter(messages, true), CLOCK).execute(arguments))
                .isEqualTo(2);
        assertThat(messages.toString()).contains("--output must not be empty");
    }

    /** NUL makes it no path under any locale. */
    @Test
    void nameThatTheLocaleCannotReadIsExplained() {
        assertFails(
                2, "--output \uFFFD\0.csv", "--output must have characters of the locale only (set LC_ALL=C.UTF-8)");
    }

    @Test
    void readerThatLeavesEndsItQuietly() {
        OutputStream left = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(Main.commandLine(left, new PrintWriter(messages, true), CLOCK)
                        .execute("generate"))
                .isEqualTo(141);
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void fileThatIsNoManifestIsNamed() throws IOException {
        Files.createDirectory(parts);
        Path manifest = Files.writeString(parts.resolve("bankfeed-manifest.json"), "{");

        assertFails(1, RECIPE + "--output " + parts, manifest + " is not a manifest. Delete it,");
    }

    @Test
    void partsAreCountedFromZeroByIndex() throws IOException {
        run(RECIPE + "--parts 3 --part-index 2 --output " + parts + "/");

        assertThat(files("part-"))
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(generate(RECIPE + "--part 3/3")));
    }

    @Test
    void directoryOfAnotherDatasetIsRefused() throws IOException {
        run(RECIPE + "--output " + parts + "/");
        byte[] before = Files.readAllBytes(parts.resolve("bankfeed-manifest.json"));

        assertFails(1, RECIPE.replace("--seed 42", "--seed 43") + "--output " + parts, "its seed is 42, not 43");
        assertFails(1, RECIPE + "--parts 2 --output " + parts, "its parts is 1, not 2");
        assertThat(parts.resolve("bankfeed-manifest.json")).hasBinaryContent(before);
    }

    /** Another process may begin the directory meanwhile. */
    @Test
    void partOfAnotherDatasetIsNotLeft() throws Exception {
        Files.createDirectory(parts);
        Path path = parts.resolve("part-00001-of-00002.csv");
        PartFile part = new PartFile(path, DatasetSpecs.part(new Part(1, 2, Part.By.ROWS)));
        Content content = rows -> {
            run(RECIPE + "--part 2/2 --output " + parts + "/");
            rows.write(1);
            return 1;
        };

        assertThatThrownBy(() -> part.write(content, new Manifest(parts, Map.of("seed", "43"), 2)))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("The directory has another data set");
        assertThat(files("part-")).singleElement().isEqualTo(parts.resolve("part-00002-of-00002.csv"));
        assertThat(files(".part-")).isEmpty();
    }

    @Test
    void directoryHasItsRecipeBeforeItsFirstPart() throws IOException {
        Path taken = Files.createDirectories(parts.resolve("part-00001-of-00002.csv/mine"))
                .getParent();

        assertFails(1, RECIPE + "--part 1/2 --output " + parts + "/", "Cannot write " + taken + ": ");
        assertFails(
                1,
                RECIPE.replace("4321", "11") + "--part 2/2 --output " + parts + "/",
                "The directory has another data set");
        assertThat(files("part-")).containsExactly(taken);
    }

    @Test
    void completeDirectoryIsLeftAsItIs() throws IOException {
        run(RECIPE + "--parts 3 --output " + parts + "/");
        FileTime manifest = Files.getLastModifiedTime(parts.resolve("bankfeed-manifest.json"));
        messages.getBuffer().setLength(0);
        run(RECIPE + "--parts 3 --output " + parts + "/");

        assertThat(Files.getLastModifiedTime(parts.resolve("bankfeed-manifest.json")))
                .isEqualTo(manifest);
        assertThat(messages.toString()).endsWith(parts + ": nothing to do, all parts asked for were complete\n");
    }

    @Test
    void directoryThatIsAFileIsNamed() throws IOException {
        Files.writeString(parts, "mine");

        assertFails(1, "--output " + parts + "/", "Cannot write " + parts + ": it is a file, not a directory.");
        assertThat(parts).hasContent("mine");
    }

    @Test
    void formatAndCompressionFollowTheName() throws IOException {
        Path plain = directory.resolve("rows.ndjson");
        Path compressed = directory.resolve("rows.csv.gz");
        run(RECIPE + "--output " + plain);
        run(RECIPE + "--threads 1 --output " + compressed);
        byte[] once = Files.readAllBytes(compressed);
        Files.delete(compressed);
        run(RECIPE + "--threads 3 --output " + compressed);

        assertThat(plain).hasBinaryContent(generate(RECIPE + "--format ndjson"));
        assertThat(compressed).hasBinaryContent(once);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(once)).readAllBytes())
                .isEqualTo(generate(RECIPE));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(generate(RECIPE + "--format json --compression gzip")))
                        .readAllBytes())
                .isEqualTo(generate(RECIPE + "--format json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void parquetDoesNotDependOnTheThreads(String compression) {
        String recipe = "--count 260000 --seed 42 --start 2026-01-01 --format parquet --compression " + compression;
        byte[] one = generate(recipe + " --threads 1");

        assertThat(generate(recipe + " --threads 3")).isEqualTo(one);
        assertThat(new String(one, StandardCharsets.ISO_8859_1))
                .startsWith("PAR1")
                .endsWith("PAR1");
    }

    @Test
    void existingFileIsKept() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.csv"), "mine");

        assertFails(1, "--output " + file, file + " exists already. Delete it, or give another --output.");
        assertThat(file).hasContent("mine");
    }

    @Test
    void directoryThatIsMissingIsNamed() {
        Path file = directory.resolve("missing/rows.csv");

        assertFails(1, "--output " + file, "Cannot write " + file + ": its directory does not exist.");
    }

    @Test
    void fileThatAnotherWritesIsRefused() throws IOException {
        Path partial = directory.resolve(".rows.csv.partial");
        try (FileChannel other = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();

            assertFails(1, "--output " + directory.resolve("rows.csv"), "rows.csv: another process is writing it.");
        }
    }

    /** As of a disk that is full. */
    @Test
    void failureOfTheOutputIsReported() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThat(Main.commandLine(full, new PrintWriter(messages, true), CLOCK)
                        .execute("generate"))
                .isEqualTo(1);
        assertThat(messages.toString())
                .isEqualTo("Cannot write to the standard output: No space left on device." + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --count 0                  | --count must be a whole number from 1 to 1000000000000, but was "0"
        --count -1                 | --count must be a whole number from 1 to 1000000000000, but was "-1"
        --count 1e9                | --count must be a whole number from 1 to 1000000000000, but was "1e9"
        --count 1000000000000000   | --count must be a whole number from 1 to 1000000000000
        --part 3/2 --seed 1        | --part must be i/n, such as 1/16
        --format xml               | --format must be one of json, ndjson, csv, parquet
        --compression zstd         | --compression must be none or gzip, but was "zstd"
        --threads 0                | --threads must be a whole number from 1 to 1024, but was "0"
        --parts 2 --seed 1 --start 2026-01-01 | --parts needs a directory: --output DIR/, but was "2"
        --parts 2 --output x/      | --seed must be given with --parts, so that all parts have the same, but was left out
        --output x.txt             | --output must end with .csv, .ndjson, .json or .parquet, or be given with --format
        --output x.parquet.gz      | --output must end with .parquet, which --compression gzip compresses inside
        --part-index 0             | --part-index must be given with --parts, and without --part, but was "0"
        --parts 3 --part-index 3   | --part-index must be a whole number from 0 to 2, but was "3"
        --parts 3 --part-index 2   | --seed must be given with --parts, so that all parts have the same
        --part 1/2 --parts 2 --seed 1 --start 2026-01-01 --output x/ | --parts must be left out with --part
        --parts 2000 --output x/   | --parts must be i/n, such as 1/16, where n is from 1 to 1000
        --difficulty medium        | --difficulty must be a number from 0 to 1, or textbook (0)
        --fraud-injection-rate 2   | --fraud-injection-rate must be a number from 0 to 1, but was "2"
        --drift 2026-01-01         | --drift must be
        --cout 5                   | Unknown options: '--cout', '5'
        --count                    | Missing required parameter for option '--count' (N)
        """)
    void wrongOptionsAreNamed(String options, String message) {
        assertFails(2, options, message);
        assertThat(messages.toString()).contains("See bankfeed generate --help");
        assertThat(out.size()).isZero();
    }

    @Test
    void unknownCommandIsNamed() {
        assertThat(Main.commandLine(out, new PrintWriter(messages, true), CLOCK).execute("generat"))
                .isEqualTo(2);
        assertThat(messages.toString())
                .contains("Unmatched argument at index 0: 'generat'")
                .contains("generate");
    }

    @Test
    void helpIsPrinted() {
        assertThat(new String(generate("--help"), StandardCharsets.UTF_8))
                .startsWith("Usage: bankfeed generate [OPTIONS]")
                .contains("--output", "Exit codes");
        assertThat(messages.toString()).isEmpty();
    }

    private void assertFails(int status, String options, String message) {
        messages.getBuffer().setLength(0);
        assertThat(execute(options)).isEqualTo(status);
        assertThat(messages.toString()).contains(message);
    }

    private byte[] generate(String options) {
        out.reset();
        run(options);
        return out.toByteArray();
    }

    private void run(String options) {
        assertThat(execute(options)).as(messages.toString()).isZero();
    }

    private int execute(String options) {
        String[] arguments = ("generate " + options).strip().split(" +");
        return Main.commandLine(out, new PrintWriter(messages, true), CLOCK).execute(arguments);
    }

    private JsonNode manifest() throws IOException {
        return new ObjectMapper()
                .readTree(parts.resolve("bankfeed-manifest.json").toFile());
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(parts)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
