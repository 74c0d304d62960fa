package io.bankfeed.benchmark;

/** One of the benchmarks. */
interface Scenario {

    /** By which it is chosen. */
    String name();

    void run(Report report) throws Exception;
}
