package io.bankfeed.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What ten million accounts cost beside four thousand: nothing is derived before it is needed. */
final class Accounts implements Scenario {

    private static final int FEW = 4_000;
    private static final int MANY = 10_000_000;

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public void run(Report report) throws Exception {
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int run = 0; run < Options.runs(); run++) {
            few.add(StartUp.millisToFirstAnswer(resident, accounts(FEW)));
            many.add(StartUp.millisToFirstAnswer(resident, accounts(MANY)));
            differences.add(many.get(run) - few.get(run));
        }
        report.add(Figure.of("first answer, 4,000 accounts", "ms", few));
        report.add(Figure.of("first answer, 10,000,000 accounts", "ms", many));
        report.add(Figure.of("first answer, 10,000,000 accounts more than 4,000", "ms", differences)
                .withBar(Figure.Bar.atMost(100)));
        memory(report);
    }

    private static void memory(Report report) throws Exception {
        List<Double> atRest = new ArrayList<>();
        List<Double> active = new ArrayList<>();
        for (int run = 0; run < Math.min(2, Options.runs()); run++) {
            long least;
            try (Service service = Service.started(accounts(FEW))) {
                least = service.liveHeapBytes();
            }
            try (Service service = Service.started(accounts(MANY))) {
                atRest.add((service.liveHeapBytes() - least) / (double) MANY);
                new HttpLoad(service.address(), Requests.CONNECTIONS).get("/transactions/1000", Duration.ofSeconds(8));
                active.add((service.liveHeapBytes() - least) / (double) MANY);
            }
        }
        Figure.Bar bar = Figure.Bar.atMost(64);
        report.add(Figure.of("live heap of an account, of 10,000,000", "bytes", atRest)
                .withBar(bar));
        report.add(Figure.of("live heap of an account, after 8 s of full load", "bytes", active)
                .withBar(bar));
    }

    static String accounts(int count) {
        return "-Dbankfeed.bank.accounts=" + count;
    }
}
