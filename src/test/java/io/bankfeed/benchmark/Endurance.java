package io.bankfeed.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ten minutes of full load, in which the service must become neither slower nor larger. */
final class Endurance implements Scenario {

    private static final int MINUTES = 10;
    private static final int SIZE = 1000;

    @Override
    public String name() {
        return "endurance";
    }

    @Override
    public void run(Report report) throws Exception {
        if (!Wrk.isInstalled(report)) {
            return;
        }
        List<Double> rates = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        try (Service service = Service.start()) {
            for (int minute = 1; minute <= MINUTES; minute++) {
                double before = service.cpuSeconds();
                long requests = Wrk.load(service.uri("/transactions/" + SIZE), Duration.ofMinutes(1));
                rates.add(requests * SIZE / (service.cpuSeconds() - before));
                resident.add(service.residentMebibytes());
                report.progress("  minute " + minute + ": " + Figure.number(rates.get(minute - 1))
                        + " transactions per CPU-second, " + Figure.number(resident.get(minute - 1)) + " MiB");
            }
        }
        report.add(Figure.of("full load, minutes 1 to 10", "transactions per CPU-second", rates));
        report.add(Figure.of("full load, minutes 1 to 10, resident", "MiB", resident));
        report.add(Figure.of("full load, minute 10 to minute 2", "ratio", rates.get(MINUTES - 1) / rates.get(1)));
        report.add(Figure.of(
                "full load, resident, minute 10 to minute 2", "ratio", resident.get(MINUTES - 1) / resident.get(1)));
    }
}
