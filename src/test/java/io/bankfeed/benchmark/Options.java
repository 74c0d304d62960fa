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

    /** Whether to measure growth and endurance too, which takes about an hour: {@code -Dbenchmark.full}. */
    static boolean full() {
        String value = System.getProperty("benchmark.full", "false");
        return value.isEmpty() || Boolean.parseBoolean(value);
    }

    /** Which benchmarks to run, by their names separated by commas, or all: {@code -Dbenchmark.only}. */
    static boolean wants(String benchmark) {
        String only = System.getProperty("benchmark.only", "");
        return only.isBlank() || Arrays.asList(only.trim().split("\\s*,\\s*")).contains(benchmark);
    }

    /** Options of the service's JVM, separated by blanks: {@code -Dbenchmark.jvm-options}. */
    static List<String> ofTheService() {
        String options = System.getProperty("benchmark.jvm-options", "").trim();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }
}
