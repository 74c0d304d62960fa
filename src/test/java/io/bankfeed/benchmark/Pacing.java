package io.bankfeed.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How exactly batches come, from one a second to a thousand, to one subscriber. */
final class Pacing implements Scenario {

    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration QUICK = Duration.ofSeconds(15);
    private static final Duration FULL = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "pacing";
    }

    @Override
    public void run(Report report) throws Exception {
        for (int perSecond : new int[] {1, 10, 100, 1000}) {
            measure(perSecond, report);
        }
    }

    private static void measure(int perSecond, Report report) throws Exception {
        Duration duration = Options.full() ? FULL : QUICK;
        long periodMicros = 1_000_000L / perSecond;
        List<Double> deviations = new ArrayList<>();
        List<Double> released = new ArrayList<>();
        List<Double> delivered = new ArrayList<>();
        for (int run = 0; run < (Options.full() ? 1 : Options.runs()); run++) {
            Deliveries deliveries = new Deliveries(periodMicros, (int) (duration.toSeconds() + 60) * perSecond);
            try (Service service = Service.started()) {
                service.send("POST", "/config", "{\"frequency_seconds\":" + 1.0 / perSecond + "}");
                try (StreamLoad load = new StreamLoad(service.address(), deliveries)) {
                    load.subscribe(1);
                    load.read(SETTLING);
                    deliveries.forget();
                    load.read(duration);
                }
            }
            deviations.add(Math.abs(deliveries.perSecond() / perSecond - 1) * 100);
            released.add(Deliveries.quantile(deliveries.releaseLateness(), 0.99) / 1e3);
            delivered.add(Deliveries.quantile(deliveries.arrivalLateness(), 0.99) / 1e3);
        }
        String of = perSecond + " batches a second over " + duration.toSeconds() + " s, ";
        report.add(Figure.of(of + "deviation of the rate", "%", deviations).withBar(Figure.Bar.atMost(0.1)));
        report.add(Figure.of(of + "released after due, p99", "ms", released));
        report.add(Figure.of(of + "delivered after due, p99", "ms", delivered));
    }
}
