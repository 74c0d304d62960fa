package io.bankfeed.generator;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.world.LiveWorldSampler;
import io.bankfeed.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The world from which the live feed takes its transactions while the difficulty is over 0: transaction n is the n-th of
 * the world that the current settings give. Thread-safe: one block is drawn at a time.
 */
final class LiveWorld {

    private final Bank bank;
    private final long startMicros;
    private final double perSecond;
    private final BankClock clock;
    private final Activity activity;

    // Guarded by this.
    private @Nullable EventTimeSpec spec;
    private @Nullable LiveWorldSampler sampler;

    /** No transaction is stamped before it: the world may have changed to one that is behind. */
    private long earliestMicros;

    /**
     * Transactions with consecutive numbers.
     *
     * @param firstNumber the number of the first, from 1
     * @param labels one for each transaction
     * @param nowMicros the time at which they were drawn, in microseconds since 1970-01-01T00:00Z
     */
    record Block(long firstNumber, List<Transaction> transactions, List<Label> labels, long nowMicros) {}

    /** @param perSecond the average number of transactions per second, in the world's time */
    LiveWorld(Bank bank, BankClock clock, double perSecond) {
        this.bank = bank;
        this.clock = clock;
        this.perSecond = perSecond;
        startMicros = clock.nowMicros();
        activity = new Activity(bank.accounts());
    }

    /**
     * Draws the transactions with the next numbers. The numbers are reserved once all are drawn, so a failure loses none.
     *
     * @param lastNumber the highest number reserved so far
     */
    synchronized Block draw(AtomicLong lastNumber, int count, Settings settings) {
        while (true) {
            long index = lastNumber.get();
            Block block = draw(samplerFor(settings, index), count);
            // Otherwise transactions of the textbook were drawn meanwhile: the difficulty has just changed.
            if (lastNumber.compareAndSet(index, index + count)) {
                return block;
            }
        }
    }

    private Block draw(LiveWorldSampler current, int count) {
        // If drawing fails, or the numbers are taken, the next draw begins anew.
        sampler = null;
        long firstNumber = current.nextIndex() + 1;
        List<Transaction> transactions = new ArrayList<>(count);
        List<Label> labels = new ArrayList<>(count);
        long nowMicros = clock.nowMicros();
        for (int i = 0; i < count; i++) {
            long systemMicros = nowMicros - (count - 1 - i);
            labels.add(current.draw(
                    worldMicros -> clock.stamp(Math.max(worldMicros, earliestMicros), systemMicros),
                    (transaction, label) -> transactions.add(transaction)));
        }
        sampler = current;
        return new Block(firstNumber, transactions, labels, clock.nowMicros());
    }

    private LiveWorldSampler samplerFor(Settings settings, long index) {
        EventTimeSpec wanted = new EventTimeSpec(
                bank, settings.fraudInjectionRate(), startMicros, perSecond, FraudModel.of(settings.difficulty()));
        LiveWorldSampler current = sampler;
        if (current == null || !wanted.equals(spec) || current.nextIndex() != index) {
            current = new LiveWorldSampler(wanted.world(), index, activity);
            earliestMicros = clock.nowMicros();
            spec = wanted;
        }
        return current;
    }

    /** The recent activity of all accounts. */
    Activity activity() {
        return activity;
    }
}
