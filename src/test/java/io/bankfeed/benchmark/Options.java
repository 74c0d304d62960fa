package io.bankfeed.benchmark;

import java.util.Arrays;
import java.util.List;

/** What the command line says about the benchmarks. */
final class Options {

    private Options() {}

    /** How often each figure is measured: {@code -Dbenchmark.runs}. */
    static int runs() {
        return Math.max(1, Integer.getInteger("benchmark.runs", 5));
    }

    /** Whether to run what takes long too, about an hour and a half in all: {@code -Dbenchmark.full}. */
    static boolean full() {
        String value = System.getProperty("benchmark.full", "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }

    /** For how long the mixed load goes on: {@code -Dbenchmark.minutes}. */
    static int minutes() {
        return Math.max(2, Integer.getInteger("benchmark.minutes", 30));
    }

    /** Which benchmarks to run, by their names separated by commas, or all: {@code -Dbenchmark.only}. */
    static boolean wants(String benchmark) {
        return only().isEmpty() || names(benchmark);
    }

    /** Whether the command line names a benchmark. */
    static boolean names(String benchmark) {
        return Arrays.asList(only().split("\\s*,\\s*")).contains(benchmark);
    }

    private static String only() {
        return System.getProperty("benchmark.only", "").trim();
    }

    /** Options of the service's JVM, separated by blanks: {@code -Dbenchmark.jvm-options}. */
    static List<String> ofTheService() {
        String options = System.getProperty("benchmark.jvm-options", "").trim();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }
}
