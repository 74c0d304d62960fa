package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** HTTP load by <a href="https://github.com/wg/wrk">wrk</a>, which uses little CPU time itself. */
final class Wrk {

    static final int CONNECTIONS = 32;

    private static final Pattern REQUESTS = Pattern.compile("(?m)^ *(\\d+) requests in ");
    private static final Pattern FAULT = Pattern.compile("(?m)^ *(Non-2xx or 3xx responses|Socket errors): .*");

    private Wrk() {}

    /** Whether wrk is installed; notes in the report if it is not. */
    static boolean isInstalled(Report report) {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "wrk")));
        if (!installed) {
            report.progress("  SKIPPED: wrk is not installed (Debian and Ubuntu: apt-get install wrk)");
        }
        return installed;
    }

    /**
     * Sends requests on {@value #CONNECTIONS} connections for some time.
     *
     * @return how many were answered
     * @throws IOException if a response was not 2xx, or a connection failed
     */
    static long load(URI uri, Duration duration) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(
                        "wrk", "-t1", "-c" + CONNECTIONS, "-d" + duration.toSeconds() + "s", uri.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = wrk.waitFor();
        Matcher requests = REQUESTS.matcher(output);
        if (status != 0 || FAULT.matcher(output).find() || !requests.find()) {
            throw new IOException("wrk failed:\n" + output);
        }
        return Long.parseLong(requests.group(1));
    }
}
