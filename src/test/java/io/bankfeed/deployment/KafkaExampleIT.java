package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the example without Docker, at ports of its own. */
class KafkaExampleIT {

    private static final Path RUN = Path.of("examples", "kafka-no-docker", "run");

    @TempDir
    private Path directory;

    /** Where the example has its files. */
    private Path temporary;

    private Path output;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void createDirectory() throws IOException {
        temporary = Files.createDirectory(directory.resolve("temporary"));
        output = directory.resolve("output");
    }

    @AfterEach
    void end() {
        Processes.kill(started);
    }

    @Test
    void printsRecordsAndEndsWhatItStarted() throws Exception {
        Process run = run("--records", "7");

        assertThat(run.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).as(() -> Manifests.text(output)).isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines)
                .filteredOn(line -> line.contains("\"transaction_amount_vnd\":"))
                .hasSize(7)
                .allMatch(line -> line.matches(
                        "Partition:[012]\tbankfeed-number:\\d+,content-type:application/json(?:,bankfeed-behind:\\d+)?"
                                + "\t(ACC_\\d{6})\t\\{\"transaction_id\":\"TXN_\\d{8}\",\"account_id\":\"\\1\",.*}"));
        assertThat(lines)
                .filteredOn(line -> line.contains("\"is_fraud\":"))
                .hasSize(5)
                .allMatch(line -> line.matches("Partition:[012]\tbankfeed-number:\\d+,content-type:application/json"
                        + "\tACC_\\d{6}\t\\{\"transaction_id\":\"TXN_\\d{8}\",.*}"));
        assertNothingIsLeft(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void keepsOnUntilASignal(String signal) throws Exception {
        Process run = run("--keep", "--records", "1");
        await().atMost(Duration.ofMinutes(4)).until(() -> {
            assertThat(run.isAlive()).as(() -> Manifests.text(output)).isTrue();
            return Manifests.text(output).contains("Ctrl-C ends both");
        });
        List<ProcessHandle> children = run.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(2);

        new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid()))
                .start()
                .waitFor();

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertNothingIsLeft(run);
    }

    @Test
    void usedPortIsNamed() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process run = start("--port", Integer.toString(used.getLocalPort()));

            assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isEqualTo(1);
            assertThat(output)
                    .content()
                    .isEqualTo("Port %d is in use: choose another with --port or --broker-port\n"
                            .formatted(used.getLocalPort()));
            assertNothingIsLeft(run);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--recods 5", "--records 0", "--records x", "--port 65535", "--port 9093", "--broker-port", "5"})
    void wrongOptionGetsTheUsage(String options) throws Exception {
        Process run = start(options.split(" "));

        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(output))
                .hasSizeGreaterThan(2)
                .satisfies(lines -> assertThat(lines.get(0)).contains(options.split(" ")[0]))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("Usage: " + RUN));
    }

    private void assertNothingIsLeft(Process run) throws IOException {
        assertThat(run.descendants()).isEmpty();
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).isEmpty();
        }
    }

    /** Runs it at free ports. */
    private Process run(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            all.addAll(List.of("--port", Integer.toString(port.getLocalPort())));
            all.addAll(List.of("--broker-port", Integer.toString(freePairOfPorts())));
        }
        return start(all.toArray(String[]::new));
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(RUN.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", temporary.toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int freePairOfPorts() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket second =
                            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }
}
