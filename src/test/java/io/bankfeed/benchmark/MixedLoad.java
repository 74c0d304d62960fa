package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Everything at once for half an hour in a small heap: nothing may fail that is not to, nor grow. */
final class MixedLoad implements Scenario {

    private static final int CALLERS = 6;
    private static final double CALLS_PER_SECOND = 240;
    private static final int SAMPLES_PER_MINUTE = 12;

    /** A dataset whose client went away is counted for a moment longer: the default of 4 would be refused now and then. */
    private static final String[] SMALL = {"-Xmx64m", "-Dbankfeed.datasets.max-concurrent=16"};

    private final Mishaps mishaps = new Mishaps();
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder calls = new LongAdder();
    private final LongAdder changes = new LongAdder();

    @Override
    public String name() {
        return "mixed-load";
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.started(SMALL)) {
            StreamChurn streams = new StreamChurn(service.address(), mishaps, over::get);
            List<Thread> threads = threads(service.address(), streams);
            Trend resident = new Trend();
            int minutes = Options.minutes();
            try {
                threads.forEach(Thread::start);
                observe(service, streams, resident, minutes, report);
            } finally {
                over.set(true);
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            complaints(service);
            mishaps.tell(report);
            tell(service, streams, resident, minutes, report);
        }
    }

    private List<Thread> threads(InetSocketAddress address, StreamChurn streams) {
        List<Thread> threads = new ArrayList<>(
                List.of(new Thread(streams, "streams"), new Thread(() -> configure(address), "configuration")));
        for (int i = 0; i < CALLERS; i++) {
            threads.add(new Thread(
                    new Caller(address, CALLS_PER_SECOND / CALLERS, i, mishaps, over::get, calls), "caller-" + i));
        }
        // They are not to hold up the end of what has failed.
        threads.forEach(thread -> thread.setDaemon(true));
        return threads;
    }

    /** Changes the configuration each second: from 1 to 20 batches a second, of 1 to 10 transactions. */
    private void configure(InetSocketAddress address) {
        Random random = new Random(11);
        while (!over.get()) {
            String change = String.format(
                    Locale.ROOT,
                    "{\"frequency_seconds\":%.3f,\"batch_size\":%d,\"fraud_injection_rate\":%.2f}",
                    Math.pow(20, -random.nextDouble()),
                    1 + random.nextInt(10),
                    random.nextDouble());
            Call call = Call.send("PATCH", "/config", change, Call.times("batch_size", 1));
            try (Conversation conversation = new Conversation(address)) {
                Conversation.Answer answer = conversation.ask(call.request());
                if (answer.status() != call.status() || !call.check().isAsExpected(answer.body())) {
                    mishaps.add("PATCH /config was answered " + answer.status());
                }
                changes.increment();
                TimeUnit.SECONDS.sleep(1);
            } catch (IOException e) {
                mishaps.add(call.name(), e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void observe(Service service, StreamChurn streams, Trend resident, int minutes, Report report)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        double cpu = service.cpuSeconds();
        long before = 0;
        for (int sample = 1; sample <= minutes * SAMPLES_PER_MINUTE; sample++) {
            long due = start + TimeUnit.MINUTES.toNanos(sample) / SAMPLES_PER_MINUTE;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            resident.add(sample / (double) SAMPLES_PER_MINUTE, service.residentBytes() / 1024.0);
            if (sample % SAMPLES_PER_MINUTE == 0) {
                double cpuNow = service.cpuSeconds();
                report.progress(String.format(
                        Locale.ROOT,
                        "  minute %d: %.1f MiB resident, %.1f MiB of heap used, %.0f %% of a core, %,d calls,"
                                + " %d streams, %,d visits, %d files, %d mishaps",
                        sample / SAMPLES_PER_MINUTE,
                        service.residentBytes() / 1048576.0,
                        service.usedHeapBytes() / 1048576.0,
                        (cpuNow - cpu) / 60 * 100,
                        calls.sum() - before,
                        streams.live(),
                        streams.visits(),
                        service.openFiles(),
                        mishaps.count()));
                mishaps.tell(report);
                cpu = cpuNow;
                before = calls.sum();
            }
        }
    }

    /** What the service itself complained of. */
    private void complaints(Service service) throws IOException {
        if (!service.isAlive()) {
            mishaps.add("the service is gone");
        }
        service.complaints().forEach(complaint -> mishaps.add("the log: " + complaint));
    }

    private void tell(Service service, StreamChurn streams, Trend resident, int minutes, Report report)
            throws IOException, InterruptedException {
        int settled = Math.min(5, minutes / 2);
        String of = "mixed load, " + minutes + " minutes, ";
        report.add(Figure.of(of + "requests", "requests", calls.sum()));
        report.add(Figure.of(of + "changes of the configuration", "changes", changes.sum()));
        report.add(Figure.of(of + "visits of /stream", "streams", streams.visits()));
        report.add(Figure.of(of + "resumed visits", "streams", streams.resumed()));
        report.add(Figure.of(of + "events delivered", "events", streams.events()));
        report.add(Figure.of(of + "what was not as expected", "times", mishaps.count())
                .withBar(Figure.Bar.atMost(0)));
        double first = resident.meanOfMinuteBefore(settled) / 1024;
        double last = resident.meanOfMinuteBefore(minutes) / 1024;
        report.add(Figure.of(of + "resident, minute " + settled, "MiB", first));
        report.add(Figure.of(of + "resident, minute " + minutes, "MiB", last));
        report.add(Figure.of(of + "resident, minute " + minutes + " to minute " + settled, "ratio", last / first)
                .withBar(Figure.Bar.atMost(1.05)));
        report.add(
                Figure.of(of + "resident, slope from minute " + settled, "KiB a minute", resident.slopeFrom(settled)));
        report.add(Figure.of(of + "live heap at the end", "MiB", service.liveHeapBytes() / 1048576.0));
    }
}
