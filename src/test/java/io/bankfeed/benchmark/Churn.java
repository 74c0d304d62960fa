package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hundred thousand short-lived clients of {@code /stream}, none of which may leak resources. */
final class Churn implements Scenario {

    private static final int FIRST = 1_000;
    private static final int CLIENTS = 100_000;
    private static final int MAX_CONCURRENT = 200;

    /** An orderly close occupies a local port for a minute, and an address has about 28,000 of them. */
    private static final int ADDRESSES = 8;

    private static final double MAX_SECONDS = 20;

    /** The connections over which this benchmark configures the service and reads its metrics. */
    private static final int OWN_CONNECTIONS = 2;

    /** Small buffers, which fill up quickly and then do not affect the heap. */
    private static final String[] SMALL = {
        Options.heap(),
        "-Dbankfeed.truth.capacity=1000",
        "-Dbankfeed.feed.replay-bytes=100K",
        "-Dbankfeed.bank.accounts=100"
    };

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final Unexpected unexpected = new Unexpected();
    private final Map<Subscriber, Integer> present = new HashMap<>();
    private int opened;
    private int closed;

    @Override
    public String name() {
        return "churn";
    }

    /** The resources of the service without clients. */
    private record Held(double heapKibibytes, double residentMebibytes, double directKibibytes, int files) {

        static Held by(Service service) throws IOException, InterruptedException {
            // Connections are closed, and idle memory is released, shortly after the last client has left.
            TimeUnit.SECONDS.sleep(12);
            // The second collection frees what the first one only found.
            service.liveHeapBytes();
            return new Held(
                    service.liveHeapBytes() / 1024.0,
                    service.residentMebibytes(),
                    service.metric("jvm_buffer_memory_used_bytes") / 1024,
                    service.openFiles());
        }
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.start(SMALL)) {
            service.send("POST", "/config", "{\"frequency_seconds\":0.02}");
            service.send("POST", "/start", "");
            comeAndGo(service, FIRST, report);
            Held before = Held.by(service);
            report.progress("  after " + closed + ": " + before);
            long start = System.nanoTime();
            comeAndGo(service, CLIENTS, report);
            double seconds = (System.nanoTime() - start) / 1e9;
            Held after = Held.by(service);
            report.progress("  after " + closed + ": " + after);
            unexpected.addComplaints(service);
            unexpected.report(report);
            String of = String.format(Locale.ROOT, "%,d streams that came and went, ", CLIENTS);
            report.add(Figure.of(of + "unexpected", "times", unexpected.count()).withTarget(Figure.Target.atMost(0)));
            report.add(Figure.of(of + "a second", "streams", (CLIENTS - FIRST) / seconds));
            report.add(Figure.of(of + "live heap after 1,000", "KiB", before.heapKibibytes));
            report.add(Figure.of(of + "live heap after all", "KiB", after.heapKibibytes));
            report.add(Figure.of(
                            of + "live heap, to that after 1,000", "ratio", after.heapKibibytes / before.heapKibibytes)
                    .withTarget(Figure.Target.atMost(1.05)));
            report.add(Figure.of(of + "direct memory after 1,000", "KiB", before.directKibibytes));
            report.add(Figure.of(of + "direct memory after all", "KiB", after.directKibibytes));
            report.add(Figure.of(of + "resident after 1,000", "MiB", before.residentMebibytes));
            report.add(Figure.of(of + "resident after all", "MiB", after.residentMebibytes));
            report.add(Figure.of(of + "open files more than after 1,000", "files", after.files - before.files)
                    .withTarget(Figure.Target.atMost(OWN_CONNECTIONS)));
        }
    }

    /** Runs clients until a total number have disconnected and the service has noticed. */
    private void comeAndGo(Service service, int until, Report report) throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            while (closed < until) {
                while (present.size() < MAX_CONCURRENT && opened < until) {
                    EventReader events = new EventReader(EventReader.Listener.NONE);
                    present.put(Subscriber.open(service.address(), from(), events, selector), opened++);
                }
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    visit((Subscriber) key.attachment(), report);
                }
                selector.selectedKeys().clear();
                for (Subscriber subscriber : List.copyOf(present.keySet())) {
                    if (subscriber.secondsOpen() > MAX_SECONDS) {
                        unexpected.add("a stream with nothing to read, or that the service does not close");
                        remove(subscriber, report);
                    }
                }
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos((long) MAX_SECONDS);
        while (service.metric("bankfeed_subscribers") > 0) {
            if (System.nanoTime() > end) {
                unexpected.add("subscribers that are counted although they have left");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Half of the clients disconnect after the head, the others after an event; half of each with a reset. */
    private void visit(Subscriber subscriber, Report report) throws IOException {
        Integer number = present.get(subscriber);
        if (number == null) {
            return;
        }
        EventReader events = subscriber.events();
        try {
            if (!subscriber.read(buffer)) {
                if (!subscriber.isLeaving()) {
                    unexpected.add("a stream was closed by the service");
                }
                remove(subscriber, report);
            } else if (events.status() > 200) {
                unexpected.add("a stream was answered " + events.status());
                remove(subscriber, report);
            } else if (!subscriber.isLeaving() && events.status() == 200 && (number % 2 == 0 || events.events() > 0)) {
                if (number / 2 % 2 == 0) {
                    subscriber.reset();
                    remove(subscriber, report);
                } else {
                    subscriber.leave();
                }
            }
        } catch (IOException e) {
            unexpected.add("a stream", e);
            remove(subscriber, report);
        }
    }

    private void remove(Subscriber subscriber, Report report) throws IOException {
        subscriber.close();
        present.remove(subscriber);
        if (++closed % 10_000 == 0) {
            report.progress("  " + closed + " came and went");
        }
    }

    private InetSocketAddress from() throws IOException {
        byte[] address = {127, 0, 0, (byte) (2 + opened % ADDRESSES)};
        return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    }
}
