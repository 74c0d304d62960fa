package io.bankfeed.benchmark;

import io.bankfeed.core.bank.Activity;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** The cost of counting a transaction of an account, alone and with other threads that count too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ActivityBenchmark {

    /** With one account, all threads contend for it. */
    @Param({"1", "4000"})
    private int accounts = 4000;

    private Activity activity = new Activity(accounts);

    @Setup
    public void create() {
        activity = new Activity(accounts);
    }

    @Benchmark
    @Threads(1)
    public int oneThread() {
        return record();
    }

    @Benchmark
    @Threads(2)
    public int twoThreads() {
        return record();
    }

    @Benchmark
    @Threads(4)
    public int fourThreads() {
        return record();
    }

    private int record() {
        int slot = ThreadLocalRandom.current().nextInt(accounts);
        return activity.record(slot, TimeUnit.NANOSECONDS.toMicros(System.nanoTime()), 1);
    }
}
