package io.bankfeed.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Shows how far the generation is, in a line that fits 40 columns. Thread-safe. */
final class Progress implements AutoCloseable {

    private static final int BAR = 10;
    private static final long PERIOD_MILLIS = 200;

    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final long total;
    private final PrintWriter messages;
    private final InstantSource clock;
    private final Instant begin;
    private final ScheduledExecutorService timer;

    /** Null if it is not shown. */
    private final @Nullable ScheduledFuture<?> updates;

    /** Guarded by this. */
    private boolean visible;

    /**
     * @param total the number of rows to generate
     * @param shown whether there is a terminal to show it on
     */
    Progress(long total, PrintWriter messages, InstantSource clock, boolean shown) {
        this.total = total;
        this.messages = messages;
        this.clock = clock;
        begin = clock.instant();
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        updates = shown
                ? timer.scheduleAtFixedRate(this::show, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS)
                : null;
    }

    void add(long newRows, long newBytes) {
        rows.add(newRows);
        bytes.add(newBytes);
    }

    /** What was generated in all, in a sentence. */
    String summary() {
        double seconds = seconds();
        return String.format(
                Locale.ROOT,
                "%,d rows, %s in %.1f s (%,.0f rows a second)",
                rows.sum(),
                size(bytes.sum()),
                seconds,
                rows.sum() / Math.max(seconds, 1e-3));
    }

    /** Replaces the line by a message. */
    void end(String message) {
        close();
        messages.println(message);
    }

    /** Removes the line. */
    @Override
    public synchronized void close() {
        if (updates != null) {
            updates.cancel(false);
        }
        timer.shutdownNow();
        if (visible) {
            messages.print("\r\033[K");
            messages.flush();
        }
        visible = false;
    }

    private synchronized void show() {
        if (!timer.isShutdown()) {
            visible = true;
            messages.print("\r" + line() + "\033[K");
            messages.flush();
        }
    }

    /** The bar, the share of the rows, the rate and the time left. */
    String line() {
        double share = Math.min(1, (double) rows.sum() / total);
        double seconds = seconds();
        int full = (int) (BAR * share);
        String left = share > 0 ? time((long) Math.ceil(seconds / share - seconds)) : "-:--";
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f%% %.0f MB/s %s left",
                "#".repeat(full),
                "-".repeat(BAR - full),
                Math.floor(100 * share),
                bytes.sum() / 1e6 / Math.max(seconds, 1e-3),
                left);
    }

    private double seconds() {
        return Duration.between(begin, clock.instant()).toNanos() / 1e9;
    }

    private static String time(long seconds) {
        if (seconds >= 100 * 3600) {
            return seconds / (24 * 3600) + " d";
        }
        if (seconds >= 10 * 3600) {
            return seconds / 3600 + " h";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : bytes < 1_000_000_000
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
