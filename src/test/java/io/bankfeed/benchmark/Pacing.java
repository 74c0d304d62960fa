package io.bankfeed.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How exactly the feed keeps its pace, from one batch a second to a thousand, with one subscriber. There is a service
 * for each pace, and all run at the same time.
 */
final class Pacing implements Scenario {

    private static final List<Integer> PACES = List.of(1, 10, 100, 1000);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration QUICK = Duration.ofSeconds(15);
    private static final Duration FULL = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "pacing";
    }

    @Override
    public void run(Report report) throws Exception {
        Duration duration = Options.full() ? FULL : QUICK;
        Map<Integer, List<Deliveries>> measured = new LinkedHashMap<>();
        for (int run = 0; run < Options.runs(); run++) {
            ExecutorService threads = Executors.newFixedThreadPool(PACES.size());
            try {
                Map<Integer, Future<Deliveries>> pending = new LinkedHashMap<>();
                PACES.forEach(pace -> pending.put(pace, threads.submit(() -> measure(pace, duration))));
                for (Map.Entry<Integer, Future<Deliveries>> one : pending.entrySet()) {
                    measured.computeIfAbsent(one.getKey(), pace -> new ArrayList<>())
                            .add(one.getValue().get());
                }
            } finally {
                threads.shutdownNow();
            }
        }
        measured.forEach((pace, runs) -> add(pace, runs, duration, report));
    }

    private static Deliveries measure(int perSecond, Duration duration) throws Exception {
        int max = (int) (SETTLING.toSeconds() + duration.toSeconds() + 60) * perSecond;
        Deliveries deliveries = new Deliveries(1_000_000L / perSecond, max);
        try (Service service = Service.start()) {
            service.send("POST", "/config", "{\"frequency_seconds\":" + 1.0 / perSecond + "}");
            try (StreamLoad load = new StreamLoad(service.address(), deliveries)) {
                load.subscribe(1);
                load.read(SETTLING);
                deliveries.forget();
                load.read(duration);
                if (load.lost(load.newest()) + load.sum(EventReader::duplicated) + load.sum(EventReader::gaps) > 0) {
                    throw new IllegalStateException("Batches were lost or duplicated");
                }
            }
        }
        return deliveries;
    }

    private static void add(int perSecond, List<Deliveries> runs, Duration duration, Report report) {
        List<Double> deviations = new ArrayList<>();
        List<Double> released = new ArrayList<>();
        List<Double> delivered = new ArrayList<>();
        for (Deliveries run : runs) {
            deviations.add(Math.abs(run.perSecond() / perSecond - 1) * 100);
            released.add(Deliveries.quantile(run.releaseLateness(), 0.99) / 1e3);
            delivered.add(Deliveries.quantile(run.arrivalLateness(), 0.99) / 1e3);
        }
        String of = perSecond + " batches a second over " + duration.toSeconds() + " s, ";
        report.add(Figure.of(of + "deviation of the rate", "%", deviations).withTarget(Figure.Target.atMost(0.1)));
        report.add(Figure.of(of + "released after due, p99", "ms", released));
        report.add(Figure.of(of + "delivered after due, p99", "ms", delivered));
    }
}
