package io.bankfeed.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /transaction} and {@code /transactions/N} under load, and a resource that answers a constant. */
final class Requests implements Scenario {

    static final int CONNECTIONS = 32;
    static final Duration RUN = Duration.ofSeconds(3);

    private static final String CONSTANT = "/benchmark/constant";
    private static final String ONE = "/transaction";

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.started()) {
            HttpLoad load = new HttpLoad(service.address(), CONNECTIONS);
            report.progress("Warming up: 40 s");
            for (int i = 0; i < 4; i++) {
                load.warmUp(CONSTANT, 3);
                load.warmUp("/transactions/1000", 3);
                load.warmUp(ONE, 4);
            }
            single(service, load, report);
            for (int size : new int[] {10, 100, 1000}) {
                batch(service, load, size, report);
            }
        }
    }

    private static void single(Service service, HttpLoad load, Report report) throws IOException {
        List<Double> ratios = new ArrayList<>();
        Map<String, List<Double>> rates = new TreeMap<>();
        for (int run = 0; run < Options.runs(); run++) {
            // What goes first may be at an advantage: each does as often.
            boolean constantFirst = run % 2 == 0;
            double first = requestsPerCpuSecond(service, load, constantFirst ? CONSTANT : ONE);
            double second = requestsPerCpuSecond(service, load, constantFirst ? ONE : CONSTANT);
            double constant = constantFirst ? first : second;
            double one = constantFirst ? second : first;
            rates.computeIfAbsent(CONSTANT, path -> new ArrayList<>()).add(constant);
            rates.computeIfAbsent(ONE, path -> new ArrayList<>()).add(one);
            ratios.add(one / constant);
        }
        rates.forEach((path, runs) -> report.add(Figure.of("GET " + path, "requests per CPU-second", runs)));
        report.add(Figure.of("GET " + ONE + ", to " + CONSTANT, "ratio", ratios).withBar(Figure.Bar.atLeast(0.85)));
    }

    /** Adds the transactions per CPU-second of the server in batches of a size. */
    static void batch(Service service, HttpLoad load, int size, Report report) throws IOException {
        String path = "/transactions/" + size;
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            rates.add(size * requestsPerCpuSecond(service, load, path));
        }
        Figure figure = Figure.of("GET " + path, "transactions per CPU-second", rates);
        report.add(size == 1000 ? figure.withBar(Figure.Bar.atLeast(1_400_000)) : figure);
        if (size == 1000 && report.has(InProcess.BOTH)) {
            double inProcess = 1e9 / report.figure(InProcess.BOTH).median();
            report.add(Figure.of(
                            "GET " + path + ", to " + InProcess.BOTH,
                            "ratio",
                            rates.stream().map(rate -> rate / inProcess).toList())
                    .withBar(Figure.Bar.atLeast(0.65)));
        }
    }

    static double requestsPerCpuSecond(Service service, HttpLoad load, String path) throws IOException {
        double before = service.cpuSeconds();
        long requests = load.get(path, RUN).requests();
        return requests / (service.cpuSeconds() - before);
    }
}
