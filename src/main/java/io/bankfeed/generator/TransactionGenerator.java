package io.bankfeed.generator;

import io.bankfeed.core.fraud.FraudPattern;
import io.bankfeed.core.fraud.LiveSampler;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.settings.SettingsInForce;
import io.micrometer.core.instrument.FunctionCounter;
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
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The bank's transactions, for every edge that gives them out. Thread-safe, without a lock that is held while
 * transactions are made: a caller takes a block of numbers, and the transactions of these numbers are its own.
 */
@Startup(TransactionGenerator.BEFORE_THE_SCHEDULER)
@Singleton
public class TransactionGenerator {

    /** If the bank cannot be made, nothing that is scheduled should come to try it again. */
    static final int BEFORE_THE_SCHEDULER = -1;

    private static final Logger LOG = Logger.getLogger(TransactionGenerator.class);

    /** A seed of our own choice has 53 bits, so that every reader of JSON keeps it exact. */
    private static final int UNUSED_BITS = 11;

    private final Bank bank;
    private final LiveSampler mix;
    private final List<Label> labels;
    private final LongAdder[] generated;
    private final SettingsInForce settings;
    private final BankClock clock;
    private final String epoch;
    private final boolean epochRecurs;
    private final List<GroundTruth> truths = new CopyOnWriteArrayList<>();
    private final AtomicLong lastNumber = new AtomicLong();

    TransactionGenerator(GeneratorConfig config, SettingsInForce settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        bank = bank(config);
        this.clock = config.clock()
                .start()
                .<BankClock>map(TransactionGenerator::simulated)
                .orElseGet(() -> new BankClock.OfTheMachine(clock));
        epochRecurs = config.seed().isPresent() && config.clock().start().isPresent();
        epoch = epoch(config.clock().start().isPresent(), bank.seed(), this.clock.nowMicros());
        mix = mix(bank);
        labels = List.copyOf(mix.labels());
        generated = new LongAdder[labels.size()];
        for (int i = 0; i < generated.length; i++) {
            LongAdder adder = new LongAdder();
            generated[i] = adder;
            FunctionCounter.builder("bankfeed.transactions", adder, LongAdder::sum)
                    .description("Transactions generated, by the fraud pattern that made them")
                    .tag("pattern", labels.get(i).fraudType())
                    .register(meters);
        }
        LOG.infof("The bank has %d accounts; its seed is %d", bank.accounts(), bank.seed());
    }

    /** Has the truth of every transaction told from now on. */
    public void onGenerated(GroundTruth truth) {
        truths.add(truth);
    }

    /**
     * Makes transactions with the settings in force. The last is stamped with the time of the call and each before it a
     * microsecond earlier.
     *
     * @param count how many, at least 0
     * @param sink takes them, in the calling thread and in the order of their numbers
     * @return the time of the call, in microseconds since 1970-01-01T00:00Z
     */
    public long generate(int count, TransactionSink sink) {
        return generate(count, 0, sink);
    }

    /**
     * As {@link #generate(int, TransactionSink)}, for a caller that makes transactions at a pace.
     *
     * @param periodMicros microseconds since its call before, which is what passes of a simulated time
     */
    public long generate(int count, long periodMicros, TransactionSink sink) {
        double fraudRate = settings.current().fraudInjectionRate();
        byte[] made = new byte[count];
        Arrays.fill(made, GroundTruth.NEVER_MADE);
        long first = lastNumber.getAndAdd(count) + 1;
        long nowMicros = clock.tick(Math.max(count, periodMicros));
        try {
            for (int i = 0; i < count; i++) {
                made[i] = (byte) mix.draw(first + i, nowMicros - (count - 1 - i), fraudRate, sink);
            }
        } finally {
            count(made);
            for (GroundTruth truth : truths) {
                truth.record(first, made, nowMicros);
            }
        }
        return nowMicros;
    }

    private void count(byte[] made) {
        int[] byLabel = new int[generated.length];
        for (byte label : made) {
            if (label != GroundTruth.NEVER_MADE) {
                byLabel[label]++;
            }
        }
        for (int i = 0; i < byLabel.length; i++) {
            generated[i].add(byLabel[i]);
        }
    }

    /** Every label that a transaction can have, the normal one first. */
    public List<Label> labels() {
        return labels;
    }

    /** The number of the last transaction, which may still be in the making; 0 before the first. */
    public long lastNumber() {
        return lastNumber.get();
    }

    /** The bank's time, in microseconds since 1970-01-01T00:00Z. */
    public long nowMicros() {
        return clock.nowMicros();
    }

    /** Which run of the service this is, as the ids of its streams say it: lower-case letters and digits. */
    public String epoch() {
        return epoch;
    }

    /**
     * Whether a run before may have had the same epoch: with a seed and a simulated time that are set, every run has it,
     * since it gives out the same.
     */
    public boolean epochRecurs() {
        return epochRecurs;
    }

    /** What this bank is made from. */
    public Bank bank() {
        return bank;
    }

    /** A seed as it is taken where none is given. */
    public static long anySeed() {
        return new SecureRandom().nextLong() >>> UNUSED_BITS;
    }

    /** How many transactions were made since the start. */
    public long generated() {
        long sum = 0;
        for (LongAdder adder : generated) {
            sum += adder.sum();
        }
        return sum;
    }

    /** How many transactions were made since the start, by their {@code fraud_type}. */
    public Map<String, Long> generatedByPattern() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < generated.length; i++) {
            counts.put(labels.get(i).fraudType(), generated[i].sum());
        }
        return counts;
    }

    /** The accounts that were active in the last 5 minutes, to 20 seconds. */
    public int activeAccounts() {
        return mix.activity().activeAccounts();
    }

    @Scheduled(every = "10s", identity = "activity-expiry", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void expireActivity() {
        mix.activity().expire(clock.nowMicros());
    }

    private static Bank bank(GeneratorConfig config) {
        Map<String, Double> weights = new LinkedHashMap<>();
        FraudPattern.ALL.forEach(pattern -> weights.put(pattern.name(), pattern.defaultWeight()));
        // A name that no pattern has is refused where the weights are used.
        weights.putAll(config.fraud().weights());
        return new Bank(
                config.seed().orElseGet(TransactionGenerator::anySeed),
                config.bank().accounts(),
                config.bank().firstAccount(),
                weights);
    }

    private static LiveSampler mix(Bank bank) {
        try {
            return new LiveSampler(
                    bank.seed(), bank.accounts(), bank.firstAccount(), FraudPattern.ALL, bank.fraudWeights());
        } catch (IllegalArgumentException e) {
            // All else is in its range by now.
            throw new ConfigurationException("bankfeed.fraud.weights: " + e.getMessage());
        }
    }

    /** Runs from one seed at one simulated time are the same, and others are not. */
    private static String epoch(boolean simulated, long seed, long nowMicros) {
        long run = simulated ? Hash64.of(seed, nowMicros) >>> UNUSED_BITS : nowMicros / 1000;
        return Long.toString(run, Character.MAX_RADIX);
    }

    private static BankClock simulated(String start) {
        try {
            return new BankClock.Simulated(BankTime.parse(start));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("bankfeed.clock.start " + e.getMessage() + ", but was \"" + start + "\"");
        }
    }
}
