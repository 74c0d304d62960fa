package io.bankfeed.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All benchmarks, one after the other. See {@code docs/performance.md}. */
public final class Benchmarks {

    private static final Path RESULT = Path.of("target", "benchmark.json");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        if (!Files.exists(Service.DIRECTORY.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException("There is no " + Service.DIRECTORY + ": run ./mvnw -Pbenchmark verify");
        }
        Files.createDirectories(Path.of("target", "benchmark-logs"));
        List<Scenario> scenarios = new ArrayList<>(List.of(
                new Ceiling(),
                new InProcess(),
                new Requests(),
                new Datasets(),
                new FanOut(),
                new Pacing(),
                new StartUp(),
                new Accounts()));
        for (Scenario scenario : List.of(new Endurance(), new Growth(), new Churn(), new MixedLoad())) {
            if (Options.full() || Options.names(scenario.name())) {
                scenarios.add(scenario);
            }
        }
        Report report = new Report();
        boolean failed = false;
        for (Scenario scenario : scenarios) {
            if (Options.wants(scenario.name())) {
                report.progress(scenario.name());
                try {
                    scenario.run(report);
                } catch (Exception e) {
                    // What was measured of the others is not lost.
                    failed = true;
                    report.progress(scenario.name() + " FAILED");
                    e.printStackTrace();
                }
            }
        }
        report.print();
        report.write(RESULT);
        // JMH leaves threads behind that wait for a minute.
        System.exit(failed ? 1 : 0);
    }
}
