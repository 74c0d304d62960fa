package io.bankfeed.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options of the command line. */
final class Options {

    private Options() {}

    /** How often each figure is measured: {@code -Dbenchmark.runs}. */
    static int runs() {
        return Math.max(1, Integer.getInteger("benchmark.runs", 5));
    }

    /** Whether to include the long scenarios, about an hour in all: {@code -Dbenchmark.full}. */
    static boolean full() {
        String value = System.getProperty("benchmark.full", "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }

    /** How many minutes the mixed load takes: {@code -Dbenchmark.minutes}. */
    static int minutes() {
        return Math.max(2, Integer.getInteger("benchmark.minutes", 30));
    }

    /** The heap of the service in the mixed load and the churn: {@code -Dbenchmark.heap}. */
    static String heap() {
        return "-Xmx" + System.getProperty("benchmark.heap", "64m");
    }

    /** Whether a scenario is named by {@code -Dbenchmark.only}, or no scenario is. */
    static boolean selects(String scenario) {
        return only().isEmpty() || names(scenario);
    }

    /** Whether a long scenario is named by {@code -Dbenchmark.only}, or all scenarios are to run. */
    static boolean selectsLong(String scenario) {
        return names(scenario) || (full() && only().isEmpty());
    }

    private static boolean names(String scenario) {
        return Arrays.asList(only().split("\\s*,\\s*")).contains(scenario);
    }

    private static String only() {
        return System.getProperty("benchmark.only", "").trim();
    }

    /** A native executable of the service, to be measured instead of the jar: {@code -Dbenchmark.executable}. */
    static Optional<Path> executable() {
        String path = System.getProperty("benchmark.executable", "").trim();
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path).toAbsolutePath());
    }

    /** Options of the service's JVM, separated by spaces: {@code -Dbenchmark.jvm-options}. */
    static List<String> jvmOptions() {
        String options = System.getProperty("benchmark.jvm-options", "").trim();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }
}
