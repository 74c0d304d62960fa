package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service in a process of its own, on loopback. It ends with this process at the latest. */
final class Service implements AutoCloseable {

    static final Path DIRECTORY = Path.of("target", "quarkus-app");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Path LOGS = Path.of("target", "benchmark-logs");
    private static final Duration MAX_TO_START = Duration.ofMinutes(2);

    /** What {@code /proc/PID/stat} counts in, on every Linux that Java runs on. */
    private static final int TICKS_PER_SECOND = 100;

    private static final Pattern COMPLAINT =
            Pattern.compile(" (FATAL|ERROR|WARN) |OutOfMemoryError|^Exception |^OpenJDK .* warning:");

    private static final Pattern USED_HEAP = Pattern.compile("used (\\d+)K");

    /** A class of a histogram: the bytes of all of its objects, and its name. */
    private static final Pattern LIVE_CLASS = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

    /** What a collector fills the gaps with that are not worth closing. */
    private static final String FILLER = "FillerElement";

    private final Process process;
    private final int port;
    private final Path log;
    private final Thread ending;

    private Service(Process process, int port, Path log) {
        this.log = log;
        this.process = process;
        this.port = port;
        ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /**
     * Starts the service and does not wait for it.
     *
     * @param options of the JVM, configuration as {@code -Dkey=value} among them
     */
    static Service start(String... options) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA.resolve("java").toString()));
        command.addAll(Options.ofTheService());
        command.addAll(List.of(options));
        command.addAll(List.of("-Dquarkus.http.port=" + port, "-Dquarkus.http.host=127.0.0.1", "-jar"));
        command.add("quarkus-run.jar");
        Files.createDirectories(LOGS);
        Path log = LOGS.resolve("service-" + port + ".log");
        Process process = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Service(process, port, log);
    }

    /** Starts the service and waits until it answers. */
    static Service started(String... options) throws IOException, InterruptedException {
        Service service = start(options);
        service.awaitFirstAnswer();
        return service;
    }

    /** Waits until {@code /transaction} is answered, looking each millisecond whether somebody listens. */
    void awaitFirstAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + MAX_TO_START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("The service did not start: see target/benchmark-logs/service-" + port + ".log");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private boolean answers() throws IOException {
        try (Exchange exchange = new Exchange(address())) {
            return exchange.get("/transaction").status() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends a request that is expected to succeed, and gives its answer. */
    String send(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .timeout(Duration.ofSeconds(30))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    method + " " + path + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Seconds of CPU time of all its threads since it started, to 10 ms. */
    double cpuSeconds() throws IOException {
        return cpuSeconds(process.pid());
    }

    /** Seconds of CPU time of a process since it started, to 10 ms. */
    static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the name in brackets, in which anything may stand.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    /** What it takes of the machine's memory. */
    long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("The service is gone");
    }

    /** Files and sockets that it has open. */
    int openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) files.count();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The lines of its log that are warnings or worse, without the numbers that tell them apart. */
    List<String> complaints() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> COMPLAINT.matcher(line).find())
                    .map(line -> line.replaceAll("[0-9]+", "N"))
                    .toList();
        }
    }

    /** The objects that are live on its heap, after a collection, without the gaps that it leaves between them. */
    long liveHeapBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher classes = LIVE_CLASS.matcher(jcmd("GC.class_histogram"));
        long bytes = 0;
        while (classes.find()) {
            if (!classes.group(2).contains(FILLER)) {
                bytes += Long.parseLong(classes.group(1));
            }
        }
        return bytes;
    }

    /** What is on its heap, dead or alive. */
    long usedHeapBytes() throws IOException, InterruptedException {
        String heap = jcmd("GC.heap_info");
        int metaspace = heap.indexOf("Metaspace");
        Matcher used = USED_HEAP.matcher(metaspace < 0 ? heap : heap.substring(0, metaspace));
        long kibibytes = 0;
        // The collectors that have generations tell each.
        while (used.find()) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes * 1024;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JAVA.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }

    /** Asks it to end, and waits until it has. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(ending);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
