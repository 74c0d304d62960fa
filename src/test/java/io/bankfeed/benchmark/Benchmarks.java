package io.bankfeed.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmarks one after the other. See {@code docs/performance.md}. */
public final class Benchmarks {

    private static final Path RESULT = Path.of("target", "benchmark.json");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        if (!Files.exists(Service.DIRECTORY.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException(Service.DIRECTORY + " does not exist: run ./mvnw -Pbenchmark verify");
        }
        Files.createDirectories(Service.LOGS);
        Report report = new Report();
        boolean failed = false;
        for (Scenario scenario :
                List.of(new InProcess(), new Requests(), new Datasets(), new FanOut(), new Pacing(), new StartUp())) {
            failed |= Options.selects(scenario.name()) && !run(scenario, report);
        }
        for (Scenario scenario :
                List.of(new Scoring(), new Probes(), new KafkaLoad(), new KafkaPace(), new Churn(), new MixedLoad())) {
            failed |= Options.selectsLong(scenario.name()) && !run(scenario, report);
        }
        report.print();
        report.write(RESULT);
        // JMH leaves threads behind that would keep the JVM alive for a minute.
        System.exit(failed ? 1 : 0);
    }

    /** Returns whether it succeeded: a failure does not discard the figures of the other scenarios. */
    private static boolean run(Scenario scenario, Report report) {
        report.progress(scenario.name());
        try {
            scenario.run(report);
            return true;
        } catch (Exception e) {
            report.progress(scenario.name() + " FAILED");
            e.printStackTrace();
            return false;
        }
    }
}
