package io.bankfeed.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Datasets of two million transactions, each for the first time, so that its SHA-256 is computed, and once more. */
final class Datasets implements Scenario {

    private static final int COUNT = 2_000_000;

    private int seed;

    @Override
    public String name() {
        return "datasets";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.started();
                Exchange exchange = new Exchange(service.address())) {
            report.progress("Warming up: 12,000,000 transactions");
            for (int i = 0; i < 2; i++) {
                for (String format : List.of("json", "ndjson", "csv")) {
                    exchange.get(path(format, ++seed));
                }
            }
            for (String format : List.of("ndjson", "csv")) {
                measure(service, exchange, format, report);
            }
            plain(service, exchange, "json", report);
            plain(service, exchange, "ndjson", report, "Accept-Encoding: gzip");
            plain(service, exchange, "csv", report, "Accept-Encoding: gzip");
        }
    }

    private void measure(Service service, Exchange exchange, String format, Report report) throws IOException {
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            seed++;
            first.add(perCpuSecond(service, exchange, format));
            again.add(perCpuSecond(service, exchange, format));
        }
        Figure.Bar bar = Figure.Bar.atLeast(1_200_000);
        report.add(Figure.of("GET /datasets, " + format, "transactions per CPU-second", first)
                .withBar(bar));
        report.add(Figure.of("GET /datasets, " + format + ", its SHA-256 known", "transactions per CPU-second", again)
                .withBar(bar));
    }

    private void plain(Service service, Exchange exchange, String format, Report report, String... headers)
            throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            seed++;
            rates.add(perCpuSecond(service, exchange, format, headers));
        }
        report.add(Figure.of(
                "GET /datasets, " + format + (headers.length > 0 ? ", gzip" : ""),
                "transactions per CPU-second",
                rates));
    }

    private double perCpuSecond(Service service, Exchange exchange, String format, String... headers)
            throws IOException {
        double before = service.cpuSeconds();
        Exchange.Answer answer = exchange.get(path(format, seed), headers);
        if (answer.status() != 200) {
            throw new IOException("The dataset was answered " + answer.status());
        }
        return COUNT / (service.cpuSeconds() - before);
    }

    private static String path(String format, int seed) {
        return "/datasets?count=" + COUNT + "&rate=10&start=2026-01-01&format=" + format + "&seed=" + seed;
    }
}
