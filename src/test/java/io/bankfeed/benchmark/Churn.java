package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hundred thousand clients of {@code /stream} that come and go: none of them may leave anything behind. */
final class Churn implements Scenario {

    private static final int FIRST = 1_000;
    private static final int CYCLES = 100_000;
    private static final int AT_ONCE = 200;
    /** An orderly end keeps its port for a minute: of one address there are some 28,000. */
    private static final int ADDRESSES = 8;

    private static final double MAX_SECONDS = 20;

    /** Those by which it asks for metrics and sets the feed: some are kept alive, some are not. */
    private static final int CONNECTIONS_OF_THE_BENCHMARK = 2;

    /** What fills up as transactions are made, whoever comes and goes, is full soon. */
    private static final String[] STEADY = {
        "-Xmx64m", "-Dbankfeed.truth.capacity=1000", "-Dbankfeed.feed.replay-bytes=100K", "-Dbankfeed.bank.accounts=100"
    };

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final Mishaps mishaps = new Mishaps();
    private final Map<StreamVisitor, Integer> present = new HashMap<>();
    private int opened;
    private int closed;

    @Override
    public String name() {
        return "churn";
    }

    /** What the service holds while nobody is there. */
    private record Held(double heapKibibytes, double residentMebibytes, double directKibibytes, int files) {

        static Held by(Service service) throws IOException, InterruptedException {
            // Connections are closed, and what is idle is let go of, a moment after the last client has gone.
            TimeUnit.SECONDS.sleep(12);
            // What the first collection lets go of may have to wait for the second.
            service.liveHeapBytes();
            double heap = service.liveHeapBytes() / 1024.0;
            double direct = metric(service, "jvm_buffer_memory_used_bytes") / 1024;
            return new Held(heap, service.residentBytes() / 1048576.0, direct, service.openFiles());
        }
    }

    @Override
    public void run(Report report) throws Exception {
        try (Service service = Service.started(STEADY)) {
            service.send("POST", "/config", "{\"frequency_seconds\":0.02}");
            service.send("POST", "/start", "");
            cycles(service, FIRST, report);
            Held after1000 = Held.by(service);
            report.progress("  after " + closed + ": " + after1000);
            long start = System.nanoTime();
            cycles(service, CYCLES, report);
            double seconds = (System.nanoTime() - start) / 1e9;
            Held after100000 = Held.by(service);
            report.progress("  after " + closed + ": " + after100000);
            service.complaints().forEach(complaint -> mishaps.add("the log: " + complaint));
            mishaps.tell(report);
            String of = String.format(Locale.ROOT, "%,d streams that came and went, ", CYCLES);
            report.add(
                    Figure.of(of + "not as expected", "times", mishaps.count()).withBar(Figure.Bar.atMost(0)));
            report.add(Figure.of(of + "a second", "streams", (CYCLES - FIRST) / seconds));
            report.add(Figure.of(of + "live heap after 1,000", "KiB", after1000.heapKibibytes));
            report.add(Figure.of(of + "live heap after all", "KiB", after100000.heapKibibytes));
            report.add(Figure.of(
                            of + "heap to that after 1,000",
                            "ratio",
                            after100000.heapKibibytes / after1000.heapKibibytes)
                    .withBar(Figure.Bar.atMost(1.05)));
            report.add(Figure.of(of + "direct memory after 1,000", "KiB", after1000.directKibibytes));
            report.add(Figure.of(of + "direct memory after all", "KiB", after100000.directKibibytes));
            report.add(Figure.of(of + "resident after 1,000", "MiB", after1000.residentMebibytes));
            report.add(Figure.of(of + "resident after all", "MiB", after100000.residentMebibytes));
            report.add(Figure.of(of + "open files more than after 1,000", "files", after100000.files - after1000.files)
                    .withBar(Figure.Bar.atMost(CONNECTIONS_OF_THE_BENCHMARK)));
        }
    }

    /** Lets clients come and go until so many in all are gone, and the service knows it. */
    private void cycles(Service service, int until, Report report) throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            while (closed < until) {
                while (present.size() < AT_ONCE && opened < until) {
                    present.put(StreamVisitor.open(service.address(), from(), null, selector), opened++);
                }
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    visit((StreamVisitor) key.attachment(), report);
                }
                selector.selectedKeys().clear();
                for (StreamVisitor visitor : List.copyOf(present.keySet())) {
                    if (visitor.secondsOpen() > MAX_SECONDS) {
                        mishaps.add("a stream with nothing to read, or that the service does not close");
                        gone(visitor, report);
                    }
                }
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos((long) MAX_SECONDS);
        while (metric(service, "bankfeed_subscribers") > 0) {
            if (System.nanoTime() > end) {
                mishaps.add("subscribers that are counted although they are gone");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Every second one leaves with the head, the others with an event; of each, half by a reset. */
    private void visit(StreamVisitor visitor, Report report) throws IOException {
        Integer number = present.get(visitor);
        if (number == null) {
            return;
        }
        try {
            if (!visitor.read(buffer)) {
                if (!visitor.isLeaving()) {
                    mishaps.add("a stream was closed by the service");
                }
                gone(visitor, report);
            } else if (visitor.status() != 200 && visitor.status() != 0) {
                mishaps.add("a stream was answered " + visitor.status());
                gone(visitor, report);
            } else if (!visitor.isLeaving()
                    && visitor.status() == 200
                    && (number % 2 == 0 || visitor.events().events() > 0)) {
                if (number / 2 % 2 == 0) {
                    visitor.reset();
                    gone(visitor, report);
                } else {
                    visitor.leave();
                }
            }
        } catch (IOException e) {
            mishaps.add("a stream", e);
            gone(visitor, report);
        }
    }

    private void gone(StreamVisitor visitor, Report report) throws IOException {
        visitor.close();
        present.remove(visitor);
        if (++closed % 10_000 == 0) {
            report.progress("  " + closed + " came and went");
        }
    }

    private static double metric(Service service, String name) throws IOException {
        try (Conversation conversation = new Conversation(service.address())) {
            byte[] text = conversation
                    .ask(Exchange.request("/q/metrics", "Accept: text/plain"))
                    .body();
            return Metrics.sum(new String(text, StandardCharsets.UTF_8), name);
        }
    }

    private InetSocketAddress from() throws IOException {
        byte[] address = {127, 0, 0, (byte) (2 + opened % ADDRESSES)};
        return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    }
}
