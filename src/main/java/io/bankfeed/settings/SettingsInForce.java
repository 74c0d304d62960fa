package io.bankfeed.settings;

import jakarta.inject.Singleton;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** The one place that holds the settings in force. Thread-safe: a change is seen whole or not at all. */
@Singleton
public class SettingsInForce {

    private static final Logger LOG = Logger.getLogger(SettingsInForce.class);

    private final Settings defaults;
    private final CopyOnWriteArrayList<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private volatile Settings current;

    SettingsInForce(StartUpSettings startUp) {
        defaults = new Settings(
                startUp.frequencySeconds(),
                startUp.fraudInjectionRate(),
                startUp.batchSize(),
                startUp.labelDelaySeconds());
        current = defaults;
    }

    public Settings current() {
        return current;
    }

    /** What was in force after the start. */
    public Settings defaults() {
        return defaults;
    }

    /** Calls a listener with the new settings after each change, one change after the other. */
    public void onChange(Consumer<Settings> listener) {
        listeners.add(listener);
    }

    /**
     * Puts other settings in force.
     *
     * @param change makes them of those in force; what it throws leaves everything as it was
     * @return the new settings
     */
    public synchronized Settings change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(current);
        current = changed;
        listeners.forEach(listener -> listener.accept(changed));
        LOG.infof("Configuration updated: %s", changed);
        return changed;
    }
}
