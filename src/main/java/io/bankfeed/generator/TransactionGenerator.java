package io.bankfeed.generator;

import io.bankfeed.fraud.FraudPattern;
import io.bankfeed.fraud.TransactionMix;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.transaction.Label;
import io.bankfeed.transaction.TransactionSink;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * The bank's transactions, for every edge that gives them out. Thread-safe, without a lock that is held while
 * transactions are made: a caller takes a block of numbers, and the transactions of these numbers are its own.
 */
@Startup
@Singleton
public class TransactionGenerator {

    private static final Logger LOG = Logger.getLogger(TransactionGenerator.class);

    /** A seed of our own choice has 53 bits, so that every reader of JSON keeps it exact. */
    private static final int UNUSED_BITS = 11;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long seed;
    private final TransactionMix mix;
    private final List<Label> labels;
    private final LongAdder[] generated;
    private final SettingsInForce settings;
    private final Clock clock;
    private final AtomicLong lastNumber = new AtomicLong();

    TransactionGenerator(GeneratorConfig config, SettingsInForce settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        seed = config.seed().orElseGet(() -> new SecureRandom().nextLong() >>> UNUSED_BITS);
        mix = new TransactionMix(
                seed,
                config.bank().accounts(),
                config.bank().firstAccount(),
                FraudPattern.ALL,
                config.fraud().weights());
        labels = mix.labels();
        generated = new LongAdder[labels.size()];
        for (int i = 0; i < generated.length; i++) {
            LongAdder adder = new LongAdder();
            generated[i] = adder;
            FunctionCounter.builder("bankfeed.transactions", adder, LongAdder::sum)
                    .description("Transactions generated, by the fraud pattern that made them")
                    .tag("pattern", labels.get(i).fraudType())
                    .register(meters);
        }
        LOG.infof("The bank has %d accounts; its seed is %d", config.bank().accounts(), seed);
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
        double fraudRate = settings.current().fraudInjectionRate();
        int[] byLabel = new int[generated.length];
        long first = lastNumber.getAndAdd(count) + 1;
        long nowMicros = nowMicros();
        for (int i = 0; i < count; i++) {
            byLabel[mix.draw(first + i, nowMicros - (count - 1 - i), fraudRate, sink)]++;
        }
        for (int i = 0; i < byLabel.length; i++) {
            generated[i].add(byLabel[i]);
        }
        return nowMicros;
    }

    public long seed() {
        return seed;
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
        mix.activity().expire(nowMicros());
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * MICROS_PER_SECOND + now.getNano() / 1000;
    }
}
