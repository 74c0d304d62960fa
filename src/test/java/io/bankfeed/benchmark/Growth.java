package io.bankfeed.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the costs grow: with the size of a batch, with subscribers, with accounts and with time. One chart each. */
final class Growth implements Scenario {

    private static final Path CHARTS = Path.of("target", "charts");

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Report report) throws Exception {
        batchSizes(report);
        subscribers(report);
        accounts(report);
        if (report.has("full load, minutes 1 to 10")) {
            minutes(report);
        }
    }

    private static void batchSizes(Report report) throws Exception {
        List<Point> points = new ArrayList<>();
        try (Service service = Service.started()) {
            HttpLoad load = new HttpLoad(service.address(), Requests.CONNECTIONS);
            load.warmUp("/transaction", 8);
            load.warmUp("/transactions/1000", 12);
            for (int size : new int[] {1, 10, 100, 1000}) {
                List<Double> micros = new ArrayList<>();
                for (int run = 0; run < Options.runs(); run++) {
                    micros.add(1e6 / Requests.requestsPerCpuSecond(service, load, "/transactions/" + size) / size);
                }
                points.add(add(report, "a transaction in a batch of", size, "microseconds of CPU", micros));
            }
        }
        Chart.of(
                        "CPU time of a transaction by the size of its batch",
                        "transactions in the batch",
                        "microseconds of CPU")
                .write(CHARTS.resolve("batch-size.svg"), points);
    }

    private static void subscribers(Report report) throws Exception {
        List<Point> points = new ArrayList<>();
        for (int count : new int[] {1, 10, 100, 1000, 10_000}) {
            FanOut.Measured measured = FanOut.measure(count);
            // One of a thousand at one event a second: a percent of a core is 10 ms of CPU, for a thousand events.
            points.add(add(
                    report,
                    "an event to each of so many subscribers:",
                    count,
                    "microseconds of CPU",
                    List.of(measured.cpuPercent() * 10)));
        }
        Chart.of("CPU time of a delivery by the number of subscribers", "subscribers", "microseconds of CPU")
                .write(CHARTS.resolve("subscribers.svg"), points);
    }

    private static void accounts(Report report) throws Exception {
        List<Point> points = new ArrayList<>();
        for (int count : new int[] {4_000, 100_000, 1_000_000, 10_000_000}) {
            List<Double> nanos = InProcess.measure(Integer.toString(count), "generateAndEncode")
                    .get(InProcess.BOTH);
            points.add(add(report, "a transaction of a bank with so many accounts:", count, "ns of CPU", nanos));
        }
        Chart.of("CPU time of a transaction by the number of accounts", "accounts", "nanoseconds of CPU")
                .write(CHARTS.resolve("accounts.svg"), points);
    }

    private static void minutes(Report report) throws IOException {
        List<Point> points = new ArrayList<>();
        List<Double> rates = report.figure("full load, minutes 1 to 10").runs();
        for (int minute = 1; minute <= rates.size(); minute++) {
            points.add(new Point(minute, rates.get(minute - 1)));
        }
        Chart.of("Full load for ten minutes", "minute", "transactions per CPU-second")
                .linear()
                .write(CHARTS.resolve("minutes.svg"), points);
    }

    private static Point add(Report report, String name, int size, String unit, List<Double> runs) {
        Figure figure = Figure.of(String.format(Locale.ROOT, "%s %,d", name, size), unit, runs);
        report.add(figure);
        return new Point(size, figure.median());
    }

    record Point(double x, double y) {}
}
