package io.bankfeed.sink;

import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps the settings of this replica and the pace in the control topic in step. Thread-safe. */
final class SharedPace {

    private final SettingsInForce settings;
    private final LongSupplier nowMicros;

    /** The pace of the control topic, by which the lanes write. */
    private volatile @Nullable Pace committed;

    /** The pace that was asked for here and that the control topic does not have yet, or null. Guarded by this for changes. */
    private volatile @Nullable Pace requested;

    /** The thread in which the settings follow the topic now, or null. */
    private volatile @Nullable Thread updater;

    /** @param nowMicros the time, in microseconds since 1970-01-01T00:00Z */
    SharedPace(SettingsInForce settings, LongSupplier nowMicros) {
        this.settings = settings;
        this.nowMicros = nowMicros;
    }

    /** The pace of the control topic, once it is known. */
    Pace committed() {
        return Objects.requireNonNull(committed);
    }

    /** What was asked for here and is to be written to the control topic, or null. */
    @Nullable
    Pace requested() {
        return requested;
    }

    /** What was asked for last, here or at another replica, or null if that is not known yet. */
    @Nullable
    Pace latest() {
        Pace asked = requested;
        return asked == null ? committed : asked;
    }

    /** The pace of a bank that begins now. */
    Pace initial() {
        Pace latest = latest();
        Settings current = settings.current();
        return latest == null
                ? new Pace(true, current.frequencySeconds(), current.batchSize(), 0, nowMicros.getAsLong())
                : latest;
    }

    /** Asks for the feed to run or to stand still. */
    synchronized void request(boolean running) {
        Pace latest = latest();
        if (latest != null) {
            request(latest, running, latest.frequencySeconds(), latest.batchSize());
        }
    }

    /** Asks for the pace of settings that changed, unless they changed because the pace did. */
    synchronized void follow(Settings changed) {
        Pace latest = latest();
        if (latest != null && !isUpdatingSettings()) {
            request(latest, latest.running(), changed.frequencySeconds(), changed.batchSize());
        }
    }

    private void request(Pace latest, boolean running, double frequencySeconds, int batchSize) {
        Pace next = latest.with(running, frequencySeconds, batchSize, nowMicros.getAsLong());
        if (!next.hasSettingsOf(latest)) {
            requested = next;
        }
    }

    /**
     * Takes over the pace of the topic. One thread does.
     *
     * @param read null if the topic has none
     * @param written what was asked for here and has just been written, or null
     */
    void update(@Nullable Pace read, @Nullable Pace written) {
        synchronized (this) {
            if (read != null) {
                committed = read;
            }
            if (written != null && written.equals(requested)) {
                requested = null;
            }
        }
        if (read != null && requested == null && !read.hasSettingsOf(settings.current())) {
            updater = Thread.currentThread();
            try {
                // Not under the lock of this, which a change of the settings takes after theirs.
                settings.change(current -> requested == null ? read.appliedTo(current) : current);
            } finally {
                updater = null;
            }
        }
    }

    /** Whether the settings are changing because the pace of the topic did. */
    boolean isUpdatingSettings() {
        return Thread.currentThread() == updater;
    }
}
