package io.bankfeed.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Drawing and encoding without a network, measured by JMH in one JVM for each run. */
final class InProcess implements Scenario {

    static final String BOTH = "draw and encode as JSON";

    private static final String TEXTBOOK = "draw and encode a textbook's dataset";
    private static final String PARQUET = TEXTBOOK + " as Parquet";
    private static final String WORLD = "draw and encode a dataset at difficulty 1";

    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "generate",
            "draw",
            "encode",
            "encode as JSON",
            "encodeAsCsv",
            "encode as CSV",
            "generateAndEncode",
            BOTH,
            "jackson",
            "Jackson's data binding",
            "generateAndJackson",
            "draw and Jackson's data binding",
            "textbook",
            TEXTBOOK,
            "textbookAsCsv",
            TEXTBOOK + " as CSV",
            "textbookAsParquet",
            PARQUET,
            "world",
            WORLD));

    /** In nanoseconds. That of Parquet is 0.8 million transactions per CPU-second. */
    private static final Map<String, Integer> TARGETS = Map.of(BOTH, 450, PARQUET, 1250);

    @Override
    public String name() {
        return "in-process";
    }

    @Override
    public void run(Report report) throws RunnerException {
        Map<String, List<Double>> nanos = measure();
        nanos.forEach((name, runs) -> {
            Figure figure = Figure.of(name, "ns CPU per transaction", runs);
            report.add(TARGETS.containsKey(name) ? figure.withTarget(Figure.Target.atMost(TARGETS.get(name))) : figure);
        });
        report.add(ratio(BOTH, "Jackson's data binding", nanos).withTarget(Figure.Target.atMost(0.40)));
        report.add(ratio(BOTH, "draw and Jackson's data binding", nanos));
        report.add(ratio(WORLD, TEXTBOOK, nanos).withTarget(Figure.Target.atMost(2)));
    }

    /** The nanoseconds of each benchmark, by its name. */
    private static Map<String, List<Double>> measure() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(TransactionBenchmark.class.getName())
                        .include(WorldBenchmark.class.getName())
                        .forks(Options.runs())
                        .warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(600))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.milliseconds(500))
                        .addProfiler(CpuTimeProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .output(Service.LOGS.resolve("jmh.log").toString())
                        .build())
                .run();
        Map<String, List<Double>> nanos = new TreeMap<>();
        for (RunResult result : results) {
            List<Double> runs = new ArrayList<>();
            result.getBenchmarkResults()
                    .forEach(fork -> runs.add(fork.getSecondaryResults()
                            .get(CpuTimeProfiler.CPU_TIME)
                            .getScore()));
            String benchmark = result.getParams().getBenchmark();
            nanos.put(NAMES.getOrDefault(benchmark.substring(benchmark.lastIndexOf('.') + 1), benchmark), runs);
        }
        return nanos;
    }

    private static Figure ratio(String one, String other, Map<String, List<Double>> nanos) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < nanos.getOrDefault(one, List.of()).size(); i++) {
            ratios.add(nanos.get(one).get(i) / nanos.get(other).get(i));
        }
        return Figure.of(one + ", to " + other, "ratio", ratios);
    }
}
