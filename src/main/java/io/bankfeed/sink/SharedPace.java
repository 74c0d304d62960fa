package io.bankfeed.sink;

import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pace of all replicas, as this one knows it: that of the control topic, what was asked for here and is not there yet,
 * and the settings, which follow both. Thread-safe.
 */
final class SharedPace {

    private final SettingsInForce settings;
    private final LongSupplier nowMicros;

    /** The pace of the control topic, by which the lanes write. */
    private volatile @Nullable Pace inTopic;

    /** The pace that was asked for here and that the control topic does not have yet, or null. Written under this. */
    private volatile @Nullable Pace wanted;

    /** The thread that takes over the pace of the topic. */
    private volatile @Nullable Thread adopter;

    /** @param nowMicros the time, in microseconds since 1970-01-01T00:00Z */
    SharedPace(SettingsInForce settings, LongSupplier nowMicros) {
        this.settings = settings;
        this.nowMicros = nowMicros;
    }

    /** The pace of the control topic, once it is known. */
    Pace inTopic() {
        return Objects.requireNonNull(inTopic);
    }

    /** What was asked for here and is to be written to the control topic, or null. */
    @Nullable
    Pace wanted() {
        return wanted;
    }

    /** What was asked for last, here or at another replica, or null if that is not known yet. */
    @Nullable
    Pace latest() {
        Pace asked = wanted;
        return asked == null ? inTopic : asked;
    }

    /** The pace of a bank that begins now. */
    Pace first() {
        Pace latest = latest();
        Settings current = settings.current();
        return latest == null
                ? new Pace(true, current.frequencySeconds(), current.batchSize(), 0, nowMicros.getAsLong())
                : latest;
    }

    /** Asks for the feed to run or to stand still. */
    synchronized void want(boolean running) {
        Pace latest = latest();
        if (latest != null) {
            want(latest, running, latest.frequencySeconds(), latest.batchSize());
        }
    }

    /** Asks for the pace of settings that changed, unless they changed because the pace did. */
    synchronized void follow(Settings changed) {
        Pace latest = latest();
        if (latest != null && !isAdopting()) {
            want(latest, latest.running(), changed.frequencySeconds(), changed.batchSize());
        }
    }

    private void want(Pace latest, boolean running, double frequencySeconds, int batchSize) {
        Pace next = latest.with(running, frequencySeconds, batchSize, nowMicros.getAsLong());
        if (!next.hasSettingsOf(latest)) {
            wanted = next;
        }
    }

    /**
     * Takes over the pace of the topic. One thread does.
     *
     * @param read null if the topic has none
     * @param written what was asked for here and has just been written, or null
     */
    void adopt(@Nullable Pace read, @Nullable Pace written) {
        synchronized (this) {
            if (read != null) {
                inTopic = read;
            }
            if (written != null && written.equals(wanted)) {
                wanted = null;
            }
        }
        if (read != null && wanted == null && !read.hasSettingsOf(settings.current())) {
            adopter = Thread.currentThread();
            try {
                // Not under the lock of this, which a change of the settings takes after theirs.
                settings.change(current -> wanted == null ? read.appliedTo(current) : current);
            } finally {
                adopter = null;
            }
        }
    }

    /** Whether the settings are changing because the pace of the topic did. */
    boolean isAdopting() {
        return Thread.currentThread() == adopter;
    }
}
