package io.bankfeed.deployment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka broker in a process of its own, from the jars of the example without Docker. */
public final class KafkaBroker implements AutoCloseable {

    private static final Path POM =
            Path.of("examples", "kafka-no-docker", "pom.xml").toAbsolutePath();
    private static final Path JARS = Path.of("target", "kafka-broker").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String LOG_LEVEL = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

    private final Path directory;
    private final int port;
    private int maxFileMegabytes;

    /** Null before it runs. */
    private Process process;

    private KafkaBroker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts a broker with an empty log.
     *
     * @param directory its own
     * @param settings what its configuration has besides; %1$d is its port, and %2$d that of its controller
     */
    public static KafkaBroker start(Path directory, Map<String, String> settings)
            throws IOException, InterruptedException {
        return configured(directory, settings).begin();
    }

    /** One that does not run before {@link #begin}, but has an address. */
    static KafkaBroker configured(Path directory, Map<String, String> settings) throws IOException {
        int port = PackagedService.freePort();
        int controller = PackagedService.freePort();
        StringBuilder properties = new StringBuilder("""
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                offsets.topic.num.partitions=1
                transaction.state.log.num.partitions=1
                group.min.session.timeout.ms=1000
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                """.formatted(port, controller, directory.resolve("log")));
        settings.forEach((name, value) -> properties
                .append(name)
                .append('=')
                .append(value.formatted(port, controller))
                .append('\n'));
        Files.writeString(directory.resolve("server.properties"), properties);
        return new KafkaBroker(directory, port);
    }

    /** Has it fail, from its next start on, to write more to a file than a size, as on a full disk; 0 for no limit. */
    KafkaBroker limitFiles(int megabytes) {
        maxFileMegabytes = megabytes;
        return this;
    }

    /** Starts it with an empty log. */
    KafkaBroker begin() throws IOException, InterruptedException {
        resolve();
        Process format = java(
                        directory,
                        "format.log",
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        "bankfeed-of-the-test-",
                        "--config",
                        "server.properties")
                .start();
        assertThat(format.waitFor())
                .as(() -> Manifests.text(directory.resolve("format.log")))
                .isZero();
        restart();
        return this;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    String log() {
        return Manifests.text(directory.resolve("broker.log"));
    }

    /** Ends it by SIGKILL. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Starts it again with its log, unless it runs. */
    void restart() throws IOException {
        if (process == null || !process.isAlive()) {
            process = run();
            awaitListening();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Process run() throws IOException {
        ProcessBuilder broker = java(directory, "broker.log", "kafka.Kafka", "server.properties");
        if (maxFileMegabytes > 0) {
            broker.command()
                    .addAll(0, List.of("bash", "-c", "ulimit -f " + maxFileMegabytes * 1024 + "; exec \"$@\"", "bash"));
        }
        return broker.start();
    }

    private void awaitListening() {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return true;
            } catch (IOException e) {
                assertThat(process.isAlive()).as(this::log).isTrue();
                return false;
            }
        });
    }

    private static ProcessBuilder java(Path directory, String log, String... command) {
        List<String> all = new ArrayList<>(List.of(
                JAVA, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", LOG_LEVEL, "-cp", JARS + "/*"));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve(log).toFile()));
    }

    /** Copies the jars, which takes some seconds, unless they are there; one process does. */
    @SuppressWarnings("try")
    private static void resolve() throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(JARS.resolveSibling("kafka-broker.lock"), CREATE, WRITE);
                FileLock ignored = file.lock()) {
            if (!Files.isDirectory(JARS)) {
                copyJars();
            }
        }
    }

    private static void copyJars() throws IOException, InterruptedException {
        Path partial = JARS.resolveSibling("kafka-broker.partial");
        Path log = Files.createTempFile("kafka-broker", ".log");
        Process maven = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "-f",
                        POM.toString(),
                        "dependency:copy-dependencies",
                        "-DoutputDirectory=" + partial)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(maven.waitFor()).as(() -> Manifests.text(log)).isZero();
        Files.move(partial, JARS);
        Files.delete(log);
    }
}
