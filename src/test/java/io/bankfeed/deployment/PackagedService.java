package io.bankfeed.deployment;

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

/** What was packaged, jar or native executable, in a process of its own with an environment of its own. */
final class PackagedService implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private PackagedService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it in a directory, where its log will be, with nothing in its environment but what is given. */
    static PackagedService start(Path directory, Map<String, String> environment) throws IOException {
        return start(directory, environment, List.of());
    }

    /** The same, with options such as {@code -Dname=value}. */
    static PackagedService start(Path directory, Map<String, String> environment, List<String> options)
            throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command(directory, options))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("service.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return new PackagedService(builder.start(), port);
    }

    private static List<String> command(Path directory, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        Optional<Path> executable;
        try (Stream<Path> files = Files.list(TARGET)) {
            executable =
                    files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        command.add(executable.orElse(java).toString());
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.addAll(options);
        if (executable.isEmpty()) {
            command.add("-jar");
            command.add(TARGET.resolve("quarkus-app/quarkus-run.jar").toString());
        }
        return command;
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The status of an answer, or 0 if nobody listens. */
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

    /** The answer to who sends a key or a token. */
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

    /** Sends SIGTERM. */
    boolean endsWithin(Duration most) throws InterruptedException {
        process.destroy();
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it ends by itself, and says that it failed. */
    boolean failsWithin(Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() != 0;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
