package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.dataset.DatasetSpecs;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the containers of the Indexed Job as processes, some at once. */
final class DatasetJobIT {

    private static final Path JOB = Manifests.DIRECTORY.resolve("components/dataset-job/job.yaml");

    @TempDir
    Path volume;

    @Test
    void killedAndRepeatedContainerLeavesCompleteParts() throws Exception {
        JobSpec job = Manifests.read(JOB, Job.class).getSpec();
        int completions = job.getCompletions();
        Process killed = container(job, 0);
        killed.destroyForcibly().waitFor();

        for (int index = 0; index < completions; index += job.getParallelism()) {
            List<Process> atOnce = new ArrayList<>();
            for (int next = index; next < Math.min(completions, index + job.getParallelism()); next++) {
                atOnce.add(container(job, next));
            }
            for (Process process : atOnce) {
                assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue())
                        .as(Manifests.text(volume.resolve("messages")))
                        .isZero();
            }
        }

        JsonNode manifest = new ObjectMapper()
                .readTree(volume.resolve("bankfeed-manifest.json").toFile());
        assertThat(manifest.path("complete").booleanValue()).isTrue();
        assertThat(manifest.path("rows").intValue()).isEqualTo(20_000);
        assertThat(manifest.path("files"))
                .hasSize(completions)
                .allSatisfy(file -> assertThat(DatasetSpecs.sha256(Files.readAllBytes(
                                volume.resolve(file.path("name").asText()))))
                        .isEqualTo(file.path("sha256").asText()));
        try (Stream<Path> files = Files.list(volume)) {
            assertThat(files.filter(file -> file.toString().endsWith(".partial")))
                    .isEmpty();
        }
    }

    /** With the arguments of the manifest, but fewer transactions, at a lower rate. */
    private Process container(JobSpec job, int index) throws IOException {
        List<String> command = new ArrayList<>(PackagedService.command(volume, List.of("-Xmx64m")));
        job.getTemplate().getSpec().getContainers().get(0).getArgs().stream()
                .map(argument -> argument.replace("$(JOB_COMPLETION_INDEX)", Integer.toString(index))
                        .replace("1000000000", "20000")
                        .replaceFirst("^100$", "1")
                        .replace("/data/", volume + "/"))
                .forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        volume.resolve("messages").toFile()))
                .start();
    }
}
