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
 * Subscribers of {@code /stream}, some of which leave each second, half of them by a reset, and are replaced by others,
 * of which half resume where one that left had been.
 */
final class StreamChurn implements Runnable {

    private static final int SUBSCRIBERS = 500;
    private static final int CHANGES_PER_SECOND = 20;

    /** Longer than the longest period of the feed, which is 1 s here. */
    private static final double MAX_SILENT_SECONDS = 10;

    private final InetSocketAddress address;
    private final Unexpected unexpected;
    private final BooleanSupplier over;
    private final Random random = new Random(7);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final List<Subscriber> staying = new ArrayList<>();
    private final Set<Subscriber> leaving = new HashSet<>();
    private final Deque<String> toResume = new ArrayDeque<>();
    private volatile long opened;
    private volatile long resumed;
    private volatile long events;

    StreamChurn(InetSocketAddress address, Unexpected unexpected, BooleanSupplier over) {
        this.address = address;
        this.unexpected = unexpected;
        this.over = over;
    }

    /** The streams that were opened. */
    long opened() {
        return opened;
    }

    /** The number of resumed streams. */
    long resumed() {
        return resumed;
    }

    /** The events in the streams that are closed. */
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
                    replaceSome(selector);
                }
            }
            finish(selector);
        } catch (IOException | RuntimeException e) {
            unexpected.add("the streams ended", e);
        }
    }

    private void replaceSome(Selector selector) throws IOException {
        int leavers = staying.size() < SUBSCRIBERS ? 0 : CHANGES_PER_SECOND;
        for (int i = 0; i < leavers; i++) {
            leave(staying.remove(random.nextInt(staying.size())), i % 2 == 0);
        }
        while (staying.size() < SUBSCRIBERS) {
            String lastId = random.nextBoolean() ? toResume.poll() : null;
            staying.add(
                    lastId == null
                            ? Subscriber.open(address, null, new EventReader(EventReader.Listener.NONE), selector)
                            : Subscriber.resume(address, lastId, selector));
            opened++;
            resumed += lastId == null ? 0 : 1;
            // So that subscribers that are already connected do not wait.
            read(selector, 0);
        }
    }

    private void leave(Subscriber subscriber, boolean byReset) throws IOException {
        check(subscriber);
        if (!subscriber.events().lastId().isEmpty() && toResume.size() < CHANGES_PER_SECOND) {
            toResume.add(subscriber.events().lastId());
        }
        if (byReset) {
            subscriber.reset();
        } else {
            subscriber.leave();
            leaving.add(subscriber);
        }
    }

    private void check(Subscriber subscriber) {
        EventReader read = subscriber.events();
        events += read.events();
        unexpected.add("events lost in a stream", read.lost());
        unexpected.add("duplicate events in a stream", read.duplicated());
        unexpected.add("gaps in a stream", read.gaps());
        unexpected.add("batches in a stream that are not JSON", read.broken());
        if (read.events() == 0 && subscriber.secondsOpen() > MAX_SILENT_SECONDS) {
            unexpected.add("a stream without an event");
        }
    }

    private void read(Selector selector, long maxMillis) throws IOException {
        int ready = maxMillis > 0 ? selector.select(maxMillis) : selector.selectNow();
        if (ready == 0) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid()) {
                read((Subscriber) key.attachment());
            }
        }
        selector.selectedKeys().clear();
    }

    private void read(Subscriber subscriber) throws IOException {
        @Nullable String fault = null;
        try {
            boolean open = subscriber.read(buffer);
            if (subscriber.events().status() > 200) {
                fault = "a stream was answered " + subscriber.events().status();
            } else if (!open && !subscriber.isLeaving()) {
                fault = "a stream was closed by the service";
            }
            if (!open) {
                leaving.remove(subscriber);
            }
        } catch (IOException e) {
            fault = "a stream failed: " + e.getMessage();
        }
        if (fault != null) {
            unexpected.add(fault);
            subscriber.close();
            check(subscriber);
            staying.remove(subscriber);
            leaving.remove(subscriber);
        }
    }

    /** Waits until no subscriber is behind the others, and those that left are closed by the service too. */
    private void finish(Selector selector) throws IOException {
        long newest =
                staying.stream().mapToLong(one -> one.events().sequence()).max().orElse(0);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos((long) MAX_SILENT_SECONDS);
        while (System.nanoTime() < end && (!leaving.isEmpty() || behind(newest) > 0)) {
            read(selector, 100);
        }
        unexpected.add("streams that stayed behind", behind(newest));
        unexpected.add("streams that the service did not close after the client had", leaving.size());
        for (Subscriber subscriber : List.copyOf(staying)) {
            check(subscriber);
            subscriber.close();
        }
        for (Subscriber subscriber : leaving) {
            subscriber.close();
        }
    }

    private long behind(long newest) {
        return staying.stream().filter(one -> one.events().sequence() < newest).count();
    }
}
