package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.dataset.DatasetSpecs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the package. */
final class GenerateIT {

    private static final List<String> FIFTY_PARTS = List.of(
            "--count", "1000000", "--seed", "42", "--start", "2026-01-01", "--parts", "50", "--output", "parts/");

    @TempDir
    Path directory;

    /** The first page of README shows one of the rows. */
    @Test
    @Tag("smoke")
    void fileIsTheDatasetOfTheService() throws Exception {
        Process process = start(List.of(
                "--count",
                "1000",
                "--seed",
                "42",
                "--start",
                "2026-03-02",
                "--rate",
                "0.1",
                "--difficulty",
                "realistic",
                "--fields",
                "extended",
                "--labels",
                "full",
                "--output",
                "rows.ndjson"));

        assertThat(exitCode(process)).as(log()).isZero();
        assertThat(log()).startsWith("rows.ndjson: 1,000 rows, ");
        assertThat(Files.readAllLines(directory.resolve("rows.ndjson")))
                .hasSize(1000)
                .anyMatch(
                        line -> line.startsWith("{\"transaction_id\":\"TXN_00000312\",\"account_id\":\"ACC_001723\""));
    }

    @Test
    @Tag("smoke")
    void wrongUseHasItsExitCode() throws Exception {
        assertThat(exitCode(start(List.of("--count", "0")))).isEqualTo(2);
        assertThat(log()).contains("--count must be a whole number from 1 to 1000000000000, but was \"0\"");
    }

    @Test
    @Tag("smoke")
    void fullDiskHasItsExitCode() throws Exception {
        Process process = builder(List.of("--count", "100000"))
                .redirectOutput(new File("/dev/full"))
                .start();

        assertThat(exitCode(process)).isEqualTo(1);
        assertThat(log()).startsWith("Cannot write to the standard output: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptedDirectoryIsCompletedByTheNextRun(boolean killed) throws Exception {
        Process interrupted = start(FIFTY_PARTS);
        await().until(() -> !parts().isEmpty());
        if (killed) {
            interrupted.destroyForcibly();
        } else {
            interrupted.destroy();
        }
        interrupted.waitFor();
        assertThat(parts()).hasSizeLessThan(50);
        if (!killed) {
            assertThat(names()).noneMatch(name -> name.endsWith(".partial"));
        }

        assertThat(exitCode(start(FIFTY_PARTS))).as(log()).isZero();

        JsonNode manifest = new ObjectMapper()
                .readTree(directory.resolve("parts/bankfeed-manifest.json").toFile());
        assertThat(manifest.path("complete").booleanValue()).isTrue();
        assertThat(manifest.path("rows").intValue()).isEqualTo(1_000_000);
        assertThat(manifest.path("files"))
                .hasSize(50)
                .allSatisfy(file -> assertThat(DatasetSpecs.sha256(Files.readAllBytes(
                                directory.resolve("parts/" + file.path("name").asText()))))
                        .isEqualTo(file.path("sha256").asText()));
        assertThat(names()).noneMatch(name -> name.endsWith(".partial"));
    }

    private List<String> parts() throws IOException {
        return names().stream().filter(name -> name.startsWith("part-")).toList();
    }

    private List<String> names() throws IOException {
        if (!Files.exists(directory.resolve("parts"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve("parts"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Process start(List<String> arguments) throws IOException {
        return builder(arguments).start();
    }

    private ProcessBuilder builder(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(PackagedService.command(directory, List.of()));
        command.add("generate");
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("messages").toFile());
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String log() {
        return Manifests.text(directory.resolve("messages"));
    }
}
