package io.bankfeed.spark;

import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.world.World;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a dataset from options, which are those of the service's {@code /datasets}. Not thread-safe. */
final class DatasetReader {

    private static final String COUNT = "count";
    private static final String OFFSET = "offset";
    private static final String SEED = "seed";
    private static final String START = "start";
    private static final String RATE = "rate";
    private static final String FRAUD_INJECTION_RATE = "fraud_injection_rate";
    private static final String FRAUD_WEIGHTS = "fraud_weights";
    private static final String ACCOUNTS = "accounts";
    private static final String FIRST_ACCOUNT = "first_account";
    private static final String FIELDS = "fields";
    private static final String LABELS = "labels";
    private static final String REPORT_RECALL = "report_recall";
    private static final String REPORT_DELAY_DAYS = "report_delay_days";
    private static final String REPORT_FALSE_RATE = "report_false_rate";
    private static final String PARTITIONS = "partitions";

    private static final List<String> NAMES = List.of(
            COUNT,
            OFFSET,
            SEED,
            START,
            RATE,
            FRAUD_INJECTION_RATE,
            FRAUD_WEIGHTS,
            ModelOptions.DIFFICULTY,
            ModelOptions.SCENARIO_WEIGHTS,
            ModelOptions.DRIFT,
            ACCOUNTS,
            FIRST_ACCOUNT,
            FIELDS,
            LABELS,
            REPORT_RECALL,
            REPORT_DELAY_DAYS,
            REPORT_FALSE_RATE,
            PARTITIONS);

    private static final long DEFAULT_COUNT = 1000;

    /** Up to here, every transaction number is exact as a floating-point number. */
    private static final long MAX_COUNT = 1L << 53;

    private static final double MAX_RATE = 1_000_000;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_YEAR = 365.2425 * SECONDS_PER_DAY;

    /** The most days that a dataset spans without a rate. */
    private static final double MAX_DEFAULT_DAYS = 365;

    /** The last year of four digits, less one for the daily rhythm. */
    private static final int LAST_YEAR = 9998;

    private static final double MIN_PARTITION_ROWS = 1_000_000;

    /** A partition of a world takes up to some seconds to begin, since it plans all scenarios that are active then. */
    private static final double MIN_WORLD_PARTITION_ROWS = 10_000_000;

    /** A partition also draws the transactions of the 5 minutes before it, which shall be a tenth of its rows at most. */
    private static final double MIN_PARTITION_SECONDS = 10 * 300;

    private final Map<String, String> given = new TreeMap<>();
    private final Options options;

    DatasetReader(Map<String, String> options) {
        options.forEach((name, value) -> given.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value));
        this.options = new Options(given);
    }

    /**
     * Reads the dataset.
     *
     * @param nowMicros without a start, the dataset ends before today; in microseconds since 1970-01-01T00:00Z
     * @throws IllegalArgumentException that names every unknown option and every invalid value
     */
    Dataset read(long nowMicros) {
        options.refuseOthersThan(NAMES);
        long count = options.wholeNumber(COUNT, 1, MAX_COUNT, DEFAULT_COUNT);
        long offset = options.wholeNumber(OFFSET, 0, MAX_COUNT, 0);
        double perSecond = options.number(RATE, 0, false, MAX_RATE, defaultRate(count));
        refuseSlices(offset, count);
        double difficulty = ModelOptions.difficulty(options);
        long startMicros = start(offset + count, perSecond, difficulty == 0, nowMicros);
        Bank bank = bank();
        EventTimeSpec events = new EventTimeSpec(
                bank,
                options.number(FRAUD_INJECTION_RATE, 0, true, 1, EventTimeSpec.DEFAULT_FRAUD_RATE),
                startMicros,
                perSecond,
                ModelOptions.read(options, difficulty, startMicros));
        RecordFields fields = new RecordFields(
                options.choice(FIELDS, List.of("core", "extended")).equals("extended"), labels());
        ReportSettings reports = reports();
        int partitions = (int) options.wholeNumber(
                PARTITIONS, 1, Part.MAX_PARTS, defaultPartitions(count, perSecond, difficulty == 0));
        options.check();
        given.putIfAbsent(SEED, Long.toString(bank.seed()));
        given.putIfAbsent(START, TransactionEncoder.timestamp(startMicros));
        return new Dataset(
                Collections.unmodifiableMap(given),
                events,
                offset,
                count,
                (int) Math.min(count, partitions),
                fields,
                reports);
    }

    /** The rate with which a dataset spans whole days, and hardly more than one transaction per second. */
    private static double defaultRate(long count) {
        double days = Math.min(MAX_DEFAULT_DAYS, Math.ceil(count / SECONDS_PER_DAY));
        return count / (days * SECONDS_PER_DAY);
    }

    private static long defaultPartitions(long count, double perSecond, boolean textbook) {
        double rows =
                Math.max(textbook ? MIN_PARTITION_ROWS : MIN_WORLD_PARTITION_ROWS, MIN_PARTITION_SECONDS * perSecond);
        return Math.min(Part.MAX_PARTS, (long) Math.ceil(count / rows));
    }

    private void refuseSlices(long offset, long count) {
        if (offset + count > MAX_COUNT) {
            options.reject(OFFSET, "must be at most " + MAX_COUNT + " together with " + COUNT);
        }
        for (String name : List.of(START, RATE)) {
            if (offset > 0 && !options.has(name)) {
                options.reject(name, "must be given with " + OFFSET + ", because its default depends on the " + COUNT);
            }
        }
    }

    private long start(long transactions, double perSecond, boolean textbook, long nowMicros) {
        double seconds = TransactionSource.maxSeconds(transactions, perSecond);
        long startMicros = 0;
        if (options.has(START)) {
            try {
                startMicros = BankTime.parse(options.text(START));
            } catch (IllegalArgumentException e) {
                options.reject(START, e.getMessage());
            }
        } else {
            startMicros = defaultStart(transactions, seconds, perSecond, textbook, nowMicros);
        }
        double end = (double) startMicros / BankTime.MICROS_PER_SECOND + seconds;
        if (!(end < (LAST_YEAR - 1970) * SECONDS_PER_YEAR)) {
            options.reject(RATE, "must be high enough for the last transaction to happen before the year " + LAST_YEAR);
        }
        return startMicros;
    }

    /** A midnight from which the dataset ends before today; for the textbook, the latest. */
    private long defaultStart(long transactions, double seconds, double perSecond, boolean textbook, long nowMicros) {
        long today = nowMicros - BankTime.microsOfDay(nowMicros);
        // Less a rounding error, since the seconds are often exactly those of whole days.
        double days = Math.ceil(seconds / SECONDS_PER_DAY - 1e-9);
        double start = textbook || !(days < today / (double) BankTime.MICROS_PER_DAY)
                ? today - days * BankTime.MICROS_PER_DAY
                : World.latestStart(today, transactions, perSecond);
        if (!(start >= 0)) {
            options.reject(START, "must be given, because the dataset would begin before 1970");
            return 0;
        }
        return (long) start;
    }

    private Bank bank() {
        long seed = options.has(SEED)
                ? options.wholeNumber(SEED, Long.MIN_VALUE, Long.MAX_VALUE, 0)
                : new SecureRandom().nextLong();
        Bank defaults = Bank.of(seed);
        Map<String, Double> weights = new LinkedHashMap<>(defaults.fraudWeights());
        weights.putAll(options.weights(FRAUD_WEIGHTS, weights.keySet()));
        double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
        if (!(sum > 0)) {
            options.reject(FRAUD_WEIGHTS, "must leave at least one weight above 0");
        }
        return new Bank(
                seed,
                (int) options.wholeNumber(ACCOUNTS, Bank.MIN_ACCOUNTS, Bank.MAX_ACCOUNTS, defaults.accounts()),
                (int) options.wholeNumber(FIRST_ACCOUNT, 0, Bank.MAX_FIRST_ACCOUNT, defaults.firstAccount()),
                weights);
    }

    private LabelFields labels() {
        List<String> names =
                Arrays.stream(LabelFields.values()).map(LabelFields::wireName).toList();
        return LabelFields.values()[names.indexOf(options.choice(LABELS, names))];
    }

    private ReportSettings reports() {
        ReportSettings defaults = ReportSettings.DEFAULT;
        return new ReportSettings(
                options.number(REPORT_RECALL, 0, true, 1, defaults.recall()),
                options.number(REPORT_DELAY_DAYS, 0, true, ReportSettings.MAX_DELAY_DAYS, defaults.delayDays()),
                options.number(REPORT_FALSE_RATE, 0, true, 1, defaults.falseRate()));
    }
}
