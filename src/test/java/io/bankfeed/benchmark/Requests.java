package io.bankfeed.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code /transaction} and {@code /transactions/N} under load, and a resource that returns a constant. */
final class Requests implements Scenario {

    private static final Duration RUN = Duration.ofSeconds(3);
    private static final String CONSTANT = "/benchmark/constant";
    private static final String ONE = "/transaction";

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public void run(Report report) throws Exception {
        if (!Wrk.isInstalled(report)) {
            return;
        }
        try (Service service = Service.start()) {
            report.progress("  warming up: 40 s");
            for (int i = 0; i < 4; i++) {
                Wrk.load(service.uri(CONSTANT), Duration.ofSeconds(3));
                Wrk.load(service.uri("/transactions/1000"), Duration.ofSeconds(3));
                Wrk.load(service.uri(ONE), Duration.ofSeconds(4));
            }
            single(service, report);
            for (int size : new int[] {10, 100, 1000}) {
                batch(service, size, report);
            }
        }
    }

    private static void single(Service service, Report report) throws Exception {
        List<Double> constants = new ArrayList<>();
        List<Double> ones = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            // Alternates the order, since the first of a pair may have an advantage.
            if (run % 2 == 0) {
                constants.add(requestsPerCpuSecond(service, CONSTANT));
                ones.add(requestsPerCpuSecond(service, ONE));
            } else {
                ones.add(requestsPerCpuSecond(service, ONE));
                constants.add(requestsPerCpuSecond(service, CONSTANT));
            }
            ratios.add(ones.get(run) / constants.get(run));
        }
        report.add(Figure.of("GET " + CONSTANT, "requests per CPU-second", constants));
        report.add(Figure.of("GET " + ONE, "requests per CPU-second", ones));
        report.add(
                Figure.of("GET " + ONE + ", to " + CONSTANT, "ratio", ratios).withTarget(Figure.Target.atLeast(0.85)));
    }

    private static void batch(Service service, int size, Report report) throws Exception {
        String path = "/transactions/" + size;
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            rates.add(size * requestsPerCpuSecond(service, path));
        }
        Figure figure = Figure.of("GET " + path, "transactions per CPU-second", rates);
        report.add(size == 1000 ? figure.withTarget(Figure.Target.atLeast(1_400_000)) : figure);
        if (size == 1000) {
            report.find(InProcess.BOTH)
                    .ifPresent(both -> report.add(Figure.of(
                                    "GET " + path + ", to " + InProcess.BOTH,
                                    "ratio",
                                    rates.stream()
                                            .map(rate -> rate * both.median() / 1e9)
                                            .toList())
                            .withTarget(Figure.Target.atLeast(0.65))));
        }
    }

    private static double requestsPerCpuSecond(Service service, String path) throws IOException, InterruptedException {
        double before = service.cpuSeconds();
        long requests = Wrk.load(service.uri(path), RUN);
        return requests / (service.cpuSeconds() - before);
    }
}
