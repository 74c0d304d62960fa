package io.bankfeed.benchmark;

/** One of the benchmarks. */
interface Scenario {

    /** The name that {@code -Dbenchmark.only} selects it by. */
    String name();

    void run(Report report) throws Exception;
}
