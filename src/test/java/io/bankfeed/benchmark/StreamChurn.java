package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers of {@code /stream}, some of whom leave each second, half of them by a reset, while as many come, half of them
 * to go on where one who left had been.
 */
final class StreamChurn implements Runnable {

    private static final int SUBSCRIBERS = 500;
    private static final int CHANGES_PER_SECOND = 20;
    /** The pace is 1 s at the slowest. */
    private static final double MAX_SILENT_SECONDS = 10;

    private final InetSocketAddress address;
    private final Mishaps mishaps;
    private final BooleanSupplier over;
    private final Random random = new Random(7);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final List<StreamVisitor> staying = new ArrayList<>();
    private final Set<StreamVisitor> leaving = new HashSet<>();
    private final Deque<String> toResume = new ArrayDeque<>();
    private volatile int live;
    private volatile long visits;
    private volatile long resumed;
    private volatile long events;

    StreamChurn(InetSocketAddress address, Mishaps mishaps, BooleanSupplier over) {
        this.address = address;
        this.mishaps = mishaps;
        this.over = over;
    }

    int live() {
        return live;
    }

    long visits() {
        return visits;
    }

    /** Visits that went on after an event of an earlier one. */
    long resumed() {
        return resumed;
    }

    /** Events that came to those who are gone. */
    long events() {
        return events;
    }

    @Override
    public void run() {
        try (Selector selector = Selector.open()) {
            long due = System.nanoTime();
            while (!over.getAsBoolean()) {
                read(selector, Math.max(1, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
                if (System.nanoTime() >= due) {
                    due = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                    change(selector);
                }
            }
            finish(selector);
        } catch (IOException | RuntimeException e) {
            mishaps.add("The streams ended", e);
        }
    }

    private void change(Selector selector) throws IOException {
        int leavers = staying.size() < SUBSCRIBERS ? 0 : CHANGES_PER_SECOND;
        for (int i = 0; i < leavers; i++) {
            leave(staying.remove(random.nextInt(staying.size())), i % 2 == 0);
        }
        while (staying.size() < SUBSCRIBERS) {
            String lastId = random.nextBoolean() ? toResume.poll() : null;
            staying.add(StreamVisitor.open(address, null, lastId, selector));
            visits++;
            resumed += lastId == null ? 0 : 1;
            // Those that are there already are not to wait for the others.
            read(selector, 0);
        }
        live = staying.size();
    }

    private void leave(StreamVisitor visitor, boolean byReset) throws IOException {
        account(visitor);
        if (!visitor.events().lastId().isEmpty() && toResume.size() < CHANGES_PER_SECOND) {
            toResume.add(visitor.events().lastId());
        }
        if (byReset) {
            visitor.reset();
        } else {
            visitor.leave();
            leaving.add(visitor);
        }
    }

    private void account(StreamVisitor visitor) {
        EventReader read = visitor.events();
        events += read.events();
        count("events lost in a stream", read.lost());
        count("events twice in a stream", read.duplicated());
        count("gaps in a stream", read.gaps());
        count("batches that are no JSON in a stream", read.broken());
        if (read.events() == 0 && visitor.secondsOpen() > MAX_SILENT_SECONDS) {
            mishaps.add("a stream without an event");
        }
    }

    private void count(String kind, long times) {
        for (long i = 0; i < times; i++) {
            mishaps.add(kind);
        }
    }

    private void read(Selector selector, long mostMillis) throws IOException {
        int ready = mostMillis > 0 ? selector.select(mostMillis) : selector.selectNow();
        if (ready == 0) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid()) {
                read((StreamVisitor) key.attachment());
            }
        }
        selector.selectedKeys().clear();
    }

    private void read(StreamVisitor visitor) throws IOException {
        @Nullable String mishap = null;
        try {
            boolean open = visitor.read(buffer);
            if (visitor.status() != 200 && visitor.status() != 0) {
                mishap = "a stream was answered " + visitor.status();
            } else if (!open && !visitor.isLeaving()) {
                mishap = "a stream was closed by the service";
            }
            if (!open) {
                leaving.remove(visitor);
            }
        } catch (IOException e) {
            mishap = "a stream broke: " + e.getMessage();
        }
        if (mishap != null) {
            mishaps.add(mishap);
            visitor.close();
            account(visitor);
            staying.remove(visitor);
            leaving.remove(visitor);
        }
    }

    /** Nobody may be behind the others for long. */
    private void finish(Selector selector) throws IOException {
        long newest =
                staying.stream().mapToLong(one -> one.events().sequence()).max().orElse(0);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos((long) MAX_SILENT_SECONDS);
        while (System.nanoTime() < end
                && (!leaving.isEmpty()
                        || staying.stream().anyMatch(one -> one.events().sequence() < newest))) {
            read(selector, 100);
        }
        staying.stream()
                .filter(one -> one.events().sequence() < newest)
                .forEach(one -> mishaps.add("a stream that stayed behind"));
        leaving.forEach(one -> mishaps.add("a stream that the service did not close after its client had"));
        for (StreamVisitor visitor : List.copyOf(staying)) {
            account(visitor);
            visitor.close();
        }
        for (StreamVisitor visitor : leaving) {
            visitor.close();
        }
        staying.clear();
        live = 0;
    }
}
