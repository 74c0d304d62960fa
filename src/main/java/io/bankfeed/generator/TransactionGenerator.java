package io.bankfeed.generator;

import io.bankfeed.core.bank.Activity;
import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.LiveSampler;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Generates the bank's transactions for all endpoints. Thread-safe without a global lock: each call reserves a block of
 * numbers and generates the transactions with these numbers.
 */
@Startup(TransactionGenerator.BEFORE_THE_SCHEDULER)
@Singleton
public class TransactionGenerator {

    /** If the bank cannot be created, start-up fails before a scheduled method tries to create it again. */
    static final int BEFORE_THE_SCHEDULER = -1;

    private static final Logger LOG = Logger.getLogger(TransactionGenerator.class);

    /** A random seed has 53 bits, so that it stays exact in JSON readers that use doubles. */
    private static final int UNUSED_BITS = 11;

    private static final double SECONDS_PER_DAY = 86_400;

    private final Bank bank;
    private final LiveSampler sampler;
    private final LiveWorld world;
    private final List<Label> labels;
    private final GeneratedCounts generated;
    private final FraudReports reports;
    private final SettingsInForce settings;
    private final BankClock clock;
    private final String epoch;
    private final boolean epochRecurs;
    private final List<TransactionListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong lastNumber = new AtomicLong();

    TransactionGenerator(
            GeneratorConfig config,
            ReportsConfig reportsConfig,
            SettingsInForce settings,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        bank = bank(config);
        reports = bank.reports(ReportsConfig.settings(reportsConfig));
        this.clock = config.clockStart()
                .<BankClock>map(TransactionGenerator::simulated)
                .orElseGet(() -> new BankClock.SystemTime(clock));
        epochRecurs = config.seed().isPresent() && config.clockStart().isPresent();
        epoch = epoch(config.clockStart().isPresent(), bank.seed(), this.clock.nowMicros());
        sampler = sampler(bank);
        world = new LiveWorld(bank, this.clock, config.transactionsPerDay() / SECONDS_PER_DAY);
        labels = List.copyOf(sampler.labels());
        generated = new GeneratedCounts(labels, meters);
        LOG.infof("The bank has %d accounts; its seed is %d", bank.accounts(), bank.seed());
    }

    /** Adds a listener, which receives all transactions generated from now on with their labels. */
    public void onGenerated(TransactionListener listener) {
        listeners.add(listener);
    }

    /**
     * Generates transactions with the current settings. The time of the last transaction is the time of the call, and
     * each transaction before it is a microsecond earlier.
     *
     * @param count the number of transactions, at least 0
     * @param sink receives them in the calling thread, in ascending order of their numbers
     * @return the time of the call, in microseconds since 1970-01-01T00:00Z
     */
    public long generate(int count, TransactionSink sink) {
        return generate(count, 0, sink);
    }

    /**
     * Like {@link #generate(int, TransactionSink)}, for a caller that generates transactions periodically.
     *
     * @param periodMicros the caller's period, by which simulated time advances
     */
    public long generate(int count, long periodMicros, TransactionSink sink) {
        Settings current = settings.current();
        return current.difficulty() == 0
                ? generateTextbook(count, periodMicros, current.fraudInjectionRate(), sink)
                : generateWorld(count, current, sink);
    }

    private long generateTextbook(int count, long periodMicros, double fraudRate, TransactionSink sink) {
        long first = lastNumber.getAndAdd(count) + 1;
        long nowMicros = clock.tick(Math.max(count, periodMicros));
        record(first, count, nowMicros, sink, (place, recorder) ->
                (byte) sampler.draw(first + place, nowMicros - (count - 1 - place), fraudRate, recorder));
        return nowMicros;
    }

    private long generateWorld(int count, Settings current, TransactionSink sink) {
        LiveWorld.Block block = world.draw(lastNumber, count, current);
        record(block.firstNumber(), count, block.nowMicros(), sink, (place, recorder) -> {
            Label label = block.labels().get(place);
            recorder.accept(block.transactions().get(place), label);
            return indexOf(label);
        });
        return block.nowMicros();
    }

    /** Passes a transaction of a block on. */
    @FunctionalInterface
    private interface Source {

        /**
         * @param place the transaction's place in the block, from 0
         * @return the index of its label
         */
        byte pass(int place, TransactionSink sink);
    }

    /** Passes a block on, and tells all listeners of it, even if a transaction cannot be passed on. */
    private void record(long first, int count, long nowMicros, TransactionSink sink, Source source) {
        byte[] labelIndexes = new byte[count];
        Arrays.fill(labelIndexes, TransactionListener.NOT_GENERATED);
        LabelRecorder recorder = new LabelRecorder(first, count, reports, sink);
        try {
            for (int i = 0; i < count; i++) {
                labelIndexes[i] = source.pass(i, recorder);
            }
        } finally {
            generated.add(labelIndexes, recorder.details());
            for (TransactionListener listener : listeners) {
                listener.record(first, recorder.transactions(), labelIndexes, recorder.details(), nowMicros);
            }
        }
    }

    private byte indexOf(Label label) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).fraudType().equals(label.fraudType())) {
                return (byte) i;
            }
        }
        throw new IllegalStateException("There is no fraud pattern " + label.fraudType());
    }

    /** All labels, the normal one first. */
    public List<Label> labels() {
        return labels;
    }

    /** The highest number reserved so far, whose transaction may not be complete yet; 0 before the first. */
    public long lastNumber() {
        return lastNumber.get();
    }

    /** The bank's current time, in microseconds since 1970-01-01T00:00Z. */
    public long nowMicros() {
        return clock.nowMicros();
    }

    /** Identifies this run of the service in the event ids of its streams: lower-case letters and digits. */
    public String epoch() {
        return epoch;
    }

    /**
     * Whether an earlier run may have had the same epoch. It has if the seed and the simulated time are configured,
     * since every run then generates the same transactions.
     */
    public boolean epochRecurs() {
        return epochRecurs;
    }

    /** The parameters of this bank. */
    public Bank bank() {
        return bank;
    }

    /** Which of this bank's transactions are reported as fraud, and when. */
    public FraudReports reports() {
        return reports;
    }

    /** How the fraud of the live feed is modelled now. */
    public FraudModel model() {
        return FraudModel.of(settings.current().difficulty());
    }

    /** A random seed, used if none is given. */
    public static long randomSeed() {
        return new SecureRandom().nextLong() >>> UNUSED_BITS;
    }

    /** How many transactions were generated since start-up. */
    public GeneratedCounts generated() {
        return generated;
    }

    /** The number of accounts with a transaction in the last 5 minutes, or up to 20 seconds before that. */
    public int activeAccounts() {
        Activity current = settings.current().difficulty() == 0 ? sampler.activity() : world.activity();
        return current.activeAccounts();
    }

    @Scheduled(every = "10s", identity = "activity-expiry", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void expireActivity() {
        sampler.activity().expire(clock.nowMicros());
        world.activity().expire(clock.nowMicros());
    }

    private static Bank bank(GeneratorConfig config) {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("money_laundering", config.moneyLaunderingWeight());
        weights.put("account_takeover", config.accountTakeoverWeight());
        weights.put("loan_fraud", config.loanFraudWeight());
        weights.put("fee_manipulation", config.feeManipulationWeight());
        return new Bank(
                config.seed().orElseGet(TransactionGenerator::randomSeed),
                config.accounts(),
                config.firstAccount(),
                weights);
    }

    private static LiveSampler sampler(Bank bank) {
        try {
            return new LiveSampler(
                    bank.seed(), bank.accounts(), bank.firstAccount(), FraudPattern.ALL, bank.fraudWeights());
        } catch (IllegalArgumentException e) {
            // The other parameters were validated with the configuration.
            throw new ConfigurationException("bankfeed.fraud.weights: " + e.getMessage());
        }
    }

    /** Two runs have the same epoch only if both their seed and their simulated time are the same. */
    private static String epoch(boolean simulated, long seed, long nowMicros) {
        long run = simulated ? Hash64.of(seed, nowMicros) >>> UNUSED_BITS : nowMicros / 1000;
        return Long.toString(run, Character.MAX_RADIX);
    }

    private static BankClock simulated(String start) {
        try {
            return new BankClock.SimulatedTime(BankTime.parse(start));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("bankfeed.clock.start " + e.getMessage() + ", but was \"" + start + "\"");
        }
    }
}
