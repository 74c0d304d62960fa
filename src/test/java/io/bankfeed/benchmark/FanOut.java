package io.bankfeed.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Ten thousand subscribers at one event a second, on the same machine as the service. */
final class FanOut implements Scenario {

    private static final int SUBSCRIBERS = 10_000;

    /** The subscribers that connect before memory is measured. */
    private static final int FIRST = 50;

    private static final Duration SETTLING = Duration.ofSeconds(12);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public void run(Report report) throws Exception {
        List<Measured> runs = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            Measured measured = measure(SUBSCRIBERS);
            runs.add(measured);
            report.progress("  run " + (run + 1) + ": " + measured);
        }
        String of = String.format(Locale.ROOT, "%,d subscribers, ", SUBSCRIBERS);
        report.add(Figure.of(of + "events lost", "events", values(runs, Measured::lost))
                .withTarget(Figure.Target.atMost(0)));
        report.add(Figure.of(of + "events duplicated", "events", values(runs, Measured::duplicated))
                .withTarget(Figure.Target.atMost(0)));
        report.add(Figure.of(of + "delivery after due, median", "ms", values(runs, Measured::medianMillis)));
        report.add(Figure.of(of + "delivery after due, p99", "ms", values(runs, Measured::p99Millis))
                .withTarget(Figure.Target.atMost(250)));
        report.add(Figure.of(of + "delivery after due, latest", "ms", values(runs, Measured::latestMillis)));
        report.add(Figure.of(of + "resident memory each", "KiB", values(runs, Measured::residentKibibytes))
                .withTarget(Figure.Target.atMost(16)));
        report.add(Figure.of(of + "live heap each", "KiB", values(runs, Measured::heapKibibytes)));
        report.add(Figure.of(of + "CPU of 1,000 of them", "% of a core", values(runs, Measured::cpuPercent)));
    }

    private static List<Double> values(List<Measured> runs, ToDoubleFunction<Measured> value) {
        return runs.stream().mapToDouble(value).boxed().toList();
    }

    /**
     * The figures of one run.
     *
     * @param cpuPercent the percentage of one core per thousand subscribers
     */
    record Measured(
            double lost,
            double duplicated,
            double medianMillis,
            double p99Millis,
            double latestMillis,
            double residentKibibytes,
            double heapKibibytes,
            double cpuPercent) {}

    static Measured measure(int subscribers) throws Exception {
        try (Service service = Service.start("-Dbankfeed.feed.max-subscribers=" + (subscribers + FIRST))) {
            // The first subscribers allocate what all share.
            try (StreamLoad first = new StreamLoad(service.address(), new Deliveries(1_000_000, 1000))) {
                first.subscribe(FIRST);
                first.read(Duration.ofSeconds(3));
            }
            long heap = service.liveHeapBytes();
            double resident = service.residentMebibytes();
            Deliveries deliveries = new Deliveries(1_000_000, 1000);
            try (StreamLoad load = new StreamLoad(service.address(), deliveries)) {
                load.subscribe(subscribers);
                load.read(SETTLING);
                deliveries.forget();
                double before = service.cpuSeconds();
                load.read(MEASURED);
                double cpu = service.cpuSeconds() - before;
                long newest = load.newest();
                load.readUntil(newest, Duration.ofSeconds(5));
                long[] lateness = deliveries.arrivalLateness();
                double residentNow = service.residentMebibytes();
                return new Measured(
                        load.lost(newest) + load.sum(EventReader::gaps),
                        load.sum(EventReader::duplicated),
                        Deliveries.quantile(lateness, 0.5) / 1e3,
                        Deliveries.quantile(lateness, 0.99) / 1e3,
                        lateness[lateness.length - 1] / 1e3,
                        (residentNow - resident) * 1024 / subscribers,
                        (service.liveHeapBytes() - heap) / 1024.0 / subscribers,
                        cpu / MEASURED.toSeconds() * 100 / subscribers * 1000);
            }
        }
    }
}
