package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The package, a jar or a native executable, in a process and an environment of its own. */
final class PackagedService implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Path log;

    private PackagedService(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it in a directory, which receives its log, with nothing else in its environment. */
    static PackagedService start(Path directory, Map<String, String> environment) throws IOException {
        return start(directory, environment, List.of());
    }

    /** Starts it and waits until it is ready. */
    static PackagedService ready(Path directory, Map<String, String> environment) throws IOException {
        return start(directory, environment, List.of()).awaitReady("/q/health/ready");
    }

    /** Starts it with options such as {@code -Dname=value}. */
    static PackagedService start(Path directory, Map<String, String> environment, List<String> options)
            throws IOException {
        return start(directory, environment, options, freePort());
    }

    /** Starts it again at the port of this one, which has ended. */
    PackagedService restarted(Path directory, Map<String, String> environment) throws IOException {
        return start(directory, environment, List.of(), port).awaitReady("/q/health/ready");
    }

    private static PackagedService start(
            Path directory, Map<String, String> environment, List<String> options, int port) throws IOException {
        Path log = directory.resolve("service.log");
        ProcessBuilder builder = new ProcessBuilder(command(directory, options))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return new PackagedService(builder.start(), port, log);
    }

    /** The command that starts it; arguments may follow. */
    static List<String> command(Path directory, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        Optional<Path> executable;
        try (Stream<Path> files = Files.list(TARGET)) {
            executable =
                    files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        command.add(executable.orElse(java).toString());
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
        command.addAll(options);
        if (executable.isEmpty()) {
            // It runs for seconds, in which the second compiler costs more than it gains.
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-jar");
            command.add(TARGET.resolve("quarkus-app/quarkus-run.jar").toString());
        }
        return command;
    }

    /** Waits until a path is answered 200; if it is not, closes the service and fails with its log. */
    PackagedService awaitReady(String path) {
        try {
            int last = await().atMost(Duration.ofMinutes(2))
                    .until(() -> status(path), status -> status == 200 || !isAlive());
            assertThat(last).as(() -> Manifests.text(log)).isEqualTo(200);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
        return this;
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The status of the response, or 0 if there is none. */
    int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    String body(String path) throws IOException {
        return get(path).body();
    }

    /** The response to a request with a body of JSON. */
    HttpResponse<String> send(String method, String path, String body) throws IOException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What it has logged. */
    String log() {
        return Manifests.text(log);
    }

    /** Sends it a signal, such as STOP. */
    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** The response to a request with a key or a token. */
    HttpResponse<String> get(String path, String bearer) throws IOException {
        return answer(request(path).header("Authorization", "Bearer " + bearer));
    }

    private HttpResponse<String> get(String path) throws IOException {
        return answer(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Sends SIGTERM and returns whether it ends in time. */
    boolean endsWithin(Duration max) throws InterruptedException {
        process.destroy();
        return process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it ends by itself, with an exit code other than 0. */
    boolean failsWithin(Duration max) throws InterruptedException {
        return process.waitFor(max.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() != 0;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** A port of the loopback interface that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
