package io.bankfeed.settings;

import jakarta.inject.Singleton;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Holds the current settings. Thread-safe; changes are atomic. */
@Singleton
public class SettingsInForce {

    private static final Logger LOG = Logger.getLogger(SettingsInForce.class);

    private final Settings defaults;
    private final CopyOnWriteArrayList<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Settings>> checks = new CopyOnWriteArrayList<>();
    private volatile Settings current;

    SettingsInForce(StartUpSettings startUp) {
        defaults = new Settings(
                startUp.frequencySeconds(),
                startUp.fraudInjectionRate(),
                startUp.batchSize(),
                startUp.labelDelaySeconds(),
                Difficulty.parse(startUp.difficulty()));
        current = defaults;
    }

    public Settings current() {
        return current;
    }

    /** The settings from the configuration. */
    public Settings defaults() {
        return defaults;
    }

    /** Adds a listener, which is called with the new settings after each change. Calls do not overlap. */
    public void onChange(Consumer<Settings> listener) {
        listeners.add(listener);
    }

    /** Adds a check of new settings, which refuses them by an exception before anything changes. */
    public void beforeChange(Consumer<Settings> check) {
        checks.add(check);
    }

    /**
     * Changes the settings.
     *
     * @param change computes the new settings from the current ones; if it throws, nothing changes
     * @return the new settings
     */
    public synchronized Settings change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(current);
        checks.forEach(check -> check.accept(changed));
        current = changed;
        listeners.forEach(listener -> listener.accept(changed));
        LOG.infof("Configuration updated: %s", changed);
        return changed;
    }
}
