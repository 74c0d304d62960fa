package io.bankfeed.generator;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.world.LiveWorldSampler;
import io.bankfeed.settings.Settings;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The world from which the live feed takes its transactions while the difficulty is over 0: transaction n is the n-th of
 * the world that the current settings give. Thread-safe.
 */
final class LiveWorld {

    private final Bank bank;
    private final long startMicros;
    private final double perSecond;
    private final Activity activity;

    // Guarded by this.
    private @Nullable EventTimeSpec spec;
    private @Nullable LiveWorldSampler sampler;

    /**
     * @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z
     * @param perSecond the average number of transactions per second, in the world's time
     */
    LiveWorld(Bank bank, long startMicros, double perSecond) {
        this.bank = bank;
        this.startMicros = startMicros;
        this.perSecond = perSecond;
        activity = new Activity(bank.accounts());
    }

    /**
     * Takes the transactions with the next numbers.
     *
     * @param lastNumber the highest number reserved so far, from which the numbers are reserved
     */
    synchronized LiveWorldSampler.Block take(AtomicLong lastNumber, int count, Settings settings) {
        EventTimeSpec wanted = new EventTimeSpec(
                bank, settings.fraudInjectionRate(), startMicros, perSecond, FraudModel.of(settings.difficulty()));
        long index = lastNumber.getAndAdd(count);
        LiveWorldSampler current = sampler;
        if (current == null || !wanted.equals(spec) || current.nextIndex() != index) {
            current = new LiveWorldSampler(wanted.world(), index, activity);
            sampler = current;
            spec = wanted;
        }
        return current.take(count);
    }

    /** The recent activity of all accounts. */
    Activity activity() {
        return activity;
    }
}
