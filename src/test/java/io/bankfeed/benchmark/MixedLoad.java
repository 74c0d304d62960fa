package io.bankfeed.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** All kinds of load together, for half an hour in a small heap: no unexpected failure, and no growth. */
final class MixedLoad implements Scenario {

    private static final int CALLERS = 6;
    private static final double CALLS_PER_SECOND = 240;
    private static final int SAMPLES_PER_MINUTE = 12;

    /** A dataset whose client has left is counted for a moment longer, so the default of 4 would not always do. */
    private static final String[] SMALL = {Options.heap(), "-Dbankfeed.datasets.max-concurrent=16"};

    private final Unexpected unexpected = new Unexpected();
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder calls = new LongAdder();
    private final LongAdder changes = new LongAdder();

    @Override
    public String name() {
        return "mixed-load";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.start(SMALL)) {
            StreamChurn streams = new StreamChurn(service.address(), unexpected, over::get);
            List<Thread> threads = threads(service, streams);
            List<Double> resident = new ArrayList<>();
            try {
                threads.forEach(Thread::start);
                observe(service, streams, resident, report);
            } finally {
                over.set(true);
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            unexpected.addComplaints(service);
            unexpected.report(report);
            addFigures(service, streams, resident, report);
        }
    }

    private List<Thread> threads(Service service, StreamChurn streams) {
        List<Thread> threads =
                new ArrayList<>(List.of(new Thread(streams, "streams"), new Thread(() -> configure(service))));
        for (int i = 0; i < CALLERS; i++) {
            Caller caller = new Caller(service, CALLS_PER_SECOND / CALLERS, i, unexpected, over::get, calls);
            threads.add(new Thread(caller, "caller-" + i));
        }
        // Otherwise they would keep the JVM alive after a failure.
        threads.forEach(thread -> thread.setDaemon(true));
        return threads;
    }

    /** Changes the configuration each second: 1 to 20 batches a second, of 1 to 10 transactions. */
    private void configure(Service service) {
        Random random = new Random(11);
        while (!over.get()) {
            String change = String.format(
                    Locale.ROOT,
                    "{\"frequency_seconds\":%.3f,\"batch_size\":%d,\"fraud_injection_rate\":%.2f}",
                    Math.pow(20, -random.nextDouble()),
                    1 + random.nextInt(10),
                    random.nextDouble());
            try {
                service.send("PATCH", "/config", change);
                changes.increment();
                TimeUnit.SECONDS.sleep(1);
            } catch (IOException e) {
                unexpected.add("PATCH /config", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void observe(Service service, StreamChurn streams, List<Double> resident, Report report) throws Exception {
        long start = System.nanoTime();
        double cpu = service.cpuSeconds();
        long before = 0;
        for (int sample = 1; sample <= Options.minutes() * SAMPLES_PER_MINUTE; sample++) {
            long due = start + TimeUnit.MINUTES.toNanos(sample) / SAMPLES_PER_MINUTE;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            resident.add(service.residentMebibytes());
            if (sample % SAMPLES_PER_MINUTE == 0) {
                double cpuNow = service.cpuSeconds();
                report.progress(String.format(
                        Locale.ROOT,
                        "  minute %d: %.1f MiB resident, %.0f %% of a core, %,d calls, %d streams opened, %d files,"
                                + " %d unexpected",
                        sample / SAMPLES_PER_MINUTE,
                        service.residentMebibytes(),
                        (cpuNow - cpu) / 60 * 100,
                        calls.sum() - before,
                        streams.opened(),
                        service.openFiles(),
                        unexpected.count()));
                unexpected.report(report);
                cpu = cpuNow;
                before = calls.sum();
            }
        }
    }

    private void addFigures(Service service, StreamChurn streams, List<Double> resident, Report report)
            throws Exception {
        int minutes = Options.minutes();
        int settled = Math.min(5, minutes / 2);
        String of = "mixed load, " + minutes + " minutes, ";
        report.add(Figure.of(of + "requests", "requests", calls.sum()));
        report.add(Figure.of(of + "changes of the configuration", "changes", changes.sum()));
        report.add(Figure.of(of + "streams", "streams", streams.opened()));
        report.add(Figure.of(of + "resumed streams", "streams", streams.resumed()));
        report.add(Figure.of(of + "events delivered", "events", streams.events()));
        report.add(Figure.of(of + "unexpected", "times", unexpected.count()).withTarget(Figure.Target.atMost(0)));
        double first = meanOfMinute(settled, resident);
        double last = meanOfMinute(minutes, resident);
        report.add(Figure.of(of + "resident, minute " + settled, "MiB", first));
        report.add(Figure.of(of + "resident, minute " + minutes, "MiB", last));
        report.add(Figure.of(of + "resident, minute " + minutes + " to minute " + settled, "ratio", last / first)
                .withTarget(Figure.Target.atMost(1.05)));
        report.add(Figure.of(of + "live heap at the end", "MiB", service.liveHeapBytes() / 1048576.0));
    }

    private static double meanOfMinute(int minute, List<Double> samples) {
        return samples.subList((minute - 1) * SAMPLES_PER_MINUTE, minute * SAMPLES_PER_MINUTE).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
