package io.bankfeed.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Datasets of two million transactions, each with a seed of its own. */
final class Datasets implements Scenario {

    private static final int COUNT = 2_000_000;

    private int seed;

    @Override
    public String name() {
        return "datasets";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.start()) {
            report.progress("  warming up: 8,000,000 transactions");
            for (String format : List.of("ndjson", "csv", "ndjson", "csv")) {
                perCpuSecond(service, format);
            }
            report.add(measured(service, "ndjson").withTarget(Figure.Target.atLeast(1_100_000)));
            report.add(measured(service, "ndjson", "TE", "trailers"));
            report.add(measured(service, "csv").withTarget(Figure.Target.atLeast(1_200_000)));
            perCpuSecond(service, "parquet");
            report.add(measured(service, "parquet").withTarget(Figure.Target.atLeast(800_000)));
            report.add(measured(service, "ndjson", "Accept-Encoding", "gzip"));
            perCpuSecond(service, "ndjson&difficulty=1");
            report.add(measured(service, "ndjson&difficulty=1").withTarget(Figure.Target.atLeast(500_000)));
        }
    }

    private Figure measured(Service service, String format, String... headers) throws Exception {
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            rates.add(perCpuSecond(service, format, headers));
        }
        String header = headers.length == 0 ? "" : ", " + String.join(": ", headers);
        return Figure.of("GET /datasets, " + format + header, "transactions per CPU-second", rates);
    }

    private double perCpuSecond(Service service, String format, String... headers) throws Exception {
        double before = service.cpuSeconds();
        service.download(
                "/datasets?count=" + COUNT + "&rate=10&start=2026-01-01&format=" + format + "&seed=" + ++seed, headers);
        return COUNT / (service.cpuSeconds() - before);
    }
}
