package io.bankfeed.dataset;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.generator.Bank;
import io.bankfeed.generator.EventTimeGenerator;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.QueryParameters;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a dataset's spec from the query parameters. A parameter that is left out takes its default. Immutable. */
final class DatasetSpecReader {

    static final long DEFAULT_COUNT = 1000;
    static final double MAX_RATE = 1_000_000;
    static final long MAX_OFFSET = 1_000_000_000_000L;

    /** The last year of four digits, less one for the daily rhythm. */
    private static final int LAST_YEAR = 9998;

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_YEAR = 365.2425 * SECONDS_PER_DAY;

    /** The most days that a dataset spans without a rate. */
    private static final long MAX_DEFAULT_DAYS = 365;

    private final DatasetsConfig config;
    private final Bank live;
    private final ReportSettings liveReports;

    /**
     * @param live its accounts and weights are the defaults
     * @param liveReports the defaults of the reports
     */
    DatasetSpecReader(DatasetsConfig config, Bank live, ReportSettings liveReports) {
        this.config = config;
        this.live = live;
        this.liveReports = liveReports;
    }

    /**
     * Reads a spec.
     *
     * @param fraudRate the default share of fraud
     * @param nowMicros without a start, the dataset ends before
     * @throws io.bankfeed.http.ProblemException that names every invalid parameter
     */
    DatasetSpec read(MultivaluedMap<String, String> query, HttpHeaders headers, double fraudRate, long nowMicros) {
        QueryParameters parameters = new QueryParameters(query);
        long count = parameters.wholeNumber(
                DatasetSpec.COUNT, 1, config.maxCount(), Math.min(DEFAULT_COUNT, config.maxCount()));
        long offset = parameters.wholeNumber(DatasetSpec.OFFSET, 0, MAX_OFFSET, 0);
        double perSecond = parameters.number(DatasetSpec.RATE, 0, false, MAX_RATE, defaultRate(count));
        long startMicros = start(parameters, nowMicros, offset + count, perSecond);
        if (offset > 0) {
            requireForSlices(DatasetSpec.START, parameters);
            requireForSlices(DatasetSpec.RATE, parameters);
        }
        Bank bank = new Bank(
                parameters.text(DatasetSpec.SEED) == null
                        ? TransactionGenerator.randomSeed()
                        : parameters.wholeNumber(DatasetSpec.SEED, Long.MIN_VALUE, Long.MAX_VALUE, 0),
                (int) parameters.wholeNumber(
                        DatasetSpec.ACCOUNTS,
                        Bank.MIN_ACCOUNTS,
                        config.maxAccounts(),
                        Math.min(live.accounts(), config.maxAccounts())),
                (int) parameters.wholeNumber(DatasetSpec.FIRST_ACCOUNT, 0, Bank.MAX_FIRST_ACCOUNT, live.firstAccount()),
                weights(parameters));
        double ownFraudRate = parameters.number(DatasetSpec.FRAUD_INJECTION_RATE, 0, true, 1, fraudRate);
        RecordFields fields = RecordParameters.fields(parameters);
        ReportSettings reports = ReportParameters.read(parameters, liveReports);
        DatasetFormat format = format(parameters, headers);
        parameters.check();
        return new DatasetSpec(bank, count, offset, startMicros, perSecond, ownFraudRate, fields, reports, format);
    }

    /** The rate with which a dataset spans whole days, and hardly more than one transaction per second. */
    private static double defaultRate(long count) {
        double days = Math.min(MAX_DEFAULT_DAYS, Math.ceil(count / SECONDS_PER_DAY));
        return count / (days * SECONDS_PER_DAY);
    }

    /** Otherwise slices of different sizes would not be slices of the same dataset. */
    private static void requireForSlices(String name, QueryParameters parameters) {
        if (parameters.text(name) == null) {
            parameters.reject(
                    name,
                    "must be given with " + DatasetSpec.OFFSET + ", because its default depends on the count",
                    null);
        }
    }

    private static long start(QueryParameters parameters, long nowMicros, long transactions, double perSecond) {
        double seconds = EventTimeGenerator.maxSeconds(transactions, perSecond);
        String text = parameters.text(DatasetSpec.START);
        if (text == null) {
            return defaultStart(parameters, nowMicros, seconds);
        }
        try {
            // An unescaped plus sign was decoded to a space.
            long startMicros = BankTime.parse(text.replace(' ', '+'));
            refuseTooLate(parameters, startMicros, seconds, perSecond);
            return startMicros;
        } catch (IllegalArgumentException e) {
            parameters.reject(DatasetSpec.START, String.valueOf(e.getMessage()), text);
            return 0;
        }
    }

    /** The latest midnight from which the dataset ends before today. */
    private static long defaultStart(QueryParameters parameters, long nowMicros, double seconds) {
        // Less a rounding error, since the seconds are often exactly those of whole days.
        double days = Math.ceil(seconds / SECONDS_PER_DAY - 1e-9);
        double startMicros = nowMicros - BankTime.microsOfDay(nowMicros) - days * BankTime.MICROS_PER_DAY;
        if (!(startMicros >= 0)) {
            parameters.reject(DatasetSpec.START, "must be given, because the dataset would begin before 1970", null);
            return 0;
        }
        return (long) startMicros;
    }

    private static void refuseTooLate(QueryParameters parameters, long startMicros, double seconds, double perSecond) {
        double end = (double) startMicros / BankTime.MICROS_PER_SECOND + seconds;
        if (!(end < (LAST_YEAR - 1970) * SECONDS_PER_YEAR)) {
            parameters.reject(
                    DatasetSpec.RATE,
                    "must be high enough for the last transaction to happen before the year " + LAST_YEAR,
                    ProblemText.plain(perSecond));
        }
    }

    private Map<String, Double> weights(QueryParameters parameters) {
        Map<String, Double> weights = new LinkedHashMap<>(live.fraudWeights());
        String text = parameters.text(DatasetSpec.FRAUD_WEIGHTS);
        if (text == null) {
            return weights;
        }
        Map<String, Double> given = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            String name = colon < 0 ? pair : pair.substring(0, colon);
            String weight = colon < 0 ? "" : pair.substring(colon + 1);
            if (!weights.containsKey(name)) {
                parameters.reject(
                        DatasetSpec.FRAUD_WEIGHTS,
                        "must name fraud patterns (" + String.join(", ", weights.keySet()) + "), such as \""
                                + ProblemText.nearest(name, weights.keySet()) + ":30\"",
                        pair);
                return weights;
            }
            if (weight.length() > ProblemText.MAX_PLAIN_CHARACTERS
                    || !weight.matches("[0-9]+(\\.[0-9]+)?")
                    || given.put(name, Double.parseDouble(weight)) != null) {
                parameters.reject(
                        DatasetSpec.FRAUD_WEIGHTS, "must give each pattern a single weight of at least 0", pair);
                return weights;
            }
        }
        weights.putAll(given);
        double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            parameters.reject(
                    DatasetSpec.FRAUD_WEIGHTS, "must leave at least one weight above 0, and their sum finite", text);
        }
        return weights;
    }

    private static DatasetFormat format(QueryParameters parameters, HttpHeaders headers) {
        String text = parameters.text(DatasetSpec.FORMAT);
        if (text == null) {
            return DatasetFormat.accepted(headers);
        }
        return DatasetFormat.of(text).orElseGet(() -> {
            parameters.reject(
                    DatasetSpec.FORMAT, "must be one of " + String.join(", ", DatasetFormat.wireNames()), text);
            return DatasetFormat.JSON;
        });
    }
}
