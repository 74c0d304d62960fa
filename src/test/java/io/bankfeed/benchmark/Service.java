package io.bankfeed.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service in its own process on loopback. It ends no later than this process. */
final class Service implements AutoCloseable {

    static final Path DIRECTORY = Path.of("target", "quarkus-app");
    static final Path LOGS = Path.of("target", "benchmark-logs");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration MAX_START = Duration.ofMinutes(2);

    /** The unit of CPU time in {@code /proc/PID/stat}, the same on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern COMPLAINT =
            Pattern.compile(" (FATAL|ERROR|WARN) |OutOfMemoryError|^Exception |^OpenJDK .* warning:");

    /** A line of a class histogram: the bytes of all objects of a class, and its name. */
    private static final Pattern LIVE_CLASS = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

    /** Garbage that a collector leaves between live objects. */
    private static final String FILLER = "FillerElement";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final int port;
    private final Path log;
    private final Thread shutdownHook;

    private Service(Process process, int port, Path log) {
        this.log = log;
        this.process = process;
        this.port = port;
        shutdownHook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /**
     * Starts the service and waits until {@code /transaction} is answered.
     *
     * @param options of the JVM or the executable, including configuration as {@code -Dkey=value}
     */
    static Service start(String... options) throws IOException, InterruptedException {
        return startWith("/transaction", options);
    }

    /**
     * Starts the service and waits until a path is answered.
     *
     * @param options of the JVM or the executable, including configuration as {@code -Dkey=value}
     */
    static Service startWith(String path, String... options) throws IOException, InterruptedException {
        int port = freePort();
        Optional<Path> executable = Options.executable();
        List<String> command = new ArrayList<>();
        command.add(executable.orElse(JAVA.resolve("java")).toString());
        if (executable.isEmpty()) {
            command.addAll(Options.jvmOptions());
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-Dquarkus.http.port=" + port, "-Dquarkus.http.host=127.0.0.1"));
        if (executable.isEmpty()) {
            command.addAll(List.of(
                    "-jar",
                    DIRECTORY.resolve("quarkus-run.jar").toAbsolutePath().toString()));
        }
        Path log = LOGS.resolve("service-" + port + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Service service = new Service(process, port, log);
        service.awaitFirstAnswer(path);
        return service;
    }

    private void awaitFirstAnswer(String path) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + MAX_START.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("The service did not start: see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        get(path);
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address());
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The body of a GET, which must be answered 200. */
    String get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /** Sends a request that must be answered 200, and returns the body. */
    String send(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .timeout(Duration.ofSeconds(30))
                .build();
        return require200(client.send(request, BodyHandlers.ofString())).body();
    }

    /** Reads the response to a GET to its end, without keeping it. */
    void download(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        require200(client.send(request.build(), BodyHandlers.discarding()));
    }

    private static <T> HttpResponse<T> require200(HttpResponse<T> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.request() + " was answered " + response.statusCode());
        }
        return response;
    }

    /** The sum of a metric over all its labels. */
    double metric(String name) throws IOException, InterruptedException {
        Matcher samples =
                Pattern.compile("(?m)^" + name + "(?:\\{.*})? (\\S+)$").matcher(get("/q/metrics"));
        return samples.results()
                .mapToDouble(sample -> Double.parseDouble(sample.group(1)))
                .sum();
    }

    /** The CPU time of all its threads since it started, in seconds, to 10 ms. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(proc("stat"));
        // The second field is the name in parentheses, which may contain any character.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    double residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(proc("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IOException("The service has ended");
    }

    /** The files and sockets that it has open. */
    int openFiles() throws IOException {
        try (Stream<Path> files = Files.list(proc("fd"))) {
            return (int) files.count();
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The lines of its log that are warnings or worse, with each number replaced so that equal ones are equal. */
    List<String> complaints() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> COMPLAINT.matcher(line).find())
                    .map(line -> line.replaceAll("[0-9]+", "N"))
                    .toList();
        }
    }

    /** The bytes of all live objects after a collection, without the gaps between them. */
    long liveHeapBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        return LIVE_CLASS
                .matcher(jcmd("GC.class_histogram"))
                .results()
                .filter(line -> !line.group(2).contains(FILLER))
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        try (InputStream output = jcmd.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            jcmd.waitFor();
        }
    }

    /** Sends SIGTERM and waits until it has ended. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
