package io.bankfeed.dataset;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.http.QueryParameters;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Reads a dataset's spec from the query parameters. A parameter that is left out takes its default. Immutable. */
public final class DatasetSpecReader {

    static final long DEFAULT_COUNT = 1000;
    static final double MAX_RATE = 1_000_000;
    static final long MAX_OFFSET = 1_000_000_000_000L;

    private static final double SECONDS_PER_DAY = 86_400;

    /** The most days that a dataset spans without a rate. */
    private static final long MAX_DEFAULT_DAYS = 365;

    private final long maxCount;
    private final int maxAccounts;
    private final Bank defaults;
    private final ReportSettings defaultReports;

    /**
     * @param maxCount the most transactions of a dataset
     * @param maxAccounts the most accounts of a bank
     * @param defaults its accounts and weights are the defaults
     * @param defaultReports the defaults of the reports
     */
    public DatasetSpecReader(long maxCount, int maxAccounts, Bank defaults, ReportSettings defaultReports) {
        this.maxCount = maxCount;
        this.maxAccounts = maxAccounts;
        this.defaults = defaults;
        this.defaultReports = defaultReports;
    }

    /**
     * Reads a spec.
     *
     * @param fraudRate the default share of fraud
     * @param model the default model of fraud
     * @param defaultFormat the format if the parameters have none
     * @param nowMicros without a start, the dataset ends before
     * @throws io.bankfeed.http.ProblemException that names every invalid parameter
     */
    public DatasetSpec read(
            MultivaluedMap<String, String> query,
            double fraudRate,
            FraudModel model,
            long nowMicros,
            Supplier<DatasetFormat> defaultFormat) {
        QueryParameters parameters = new QueryParameters(query);
        long count = parameters.wholeNumber(DatasetSpec.COUNT, 1, maxCount, Math.min(DEFAULT_COUNT, maxCount));
        long offset = parameters.wholeNumber(DatasetSpec.OFFSET, 0, MAX_OFFSET, 0);
        double perSecond = parameters.number(DatasetSpec.RATE, 0, false, MAX_RATE, defaultRate(count));
        double difficulty = ModelParameters.difficulty(parameters, model.difficulty());
        long startMicros = new StartParameter(parameters, offset + count, perSecond, difficulty == 0).read(nowMicros);
        if (offset > 0) {
            requireForSlices(DatasetSpec.START, parameters);
            requireForSlices(DatasetSpec.RATE, parameters);
        }
        EventTimeSpec events = new EventTimeSpec(
                bank(parameters),
                parameters.number(DatasetSpec.FRAUD_INJECTION_RATE, 0, true, 1, fraudRate),
                startMicros,
                perSecond,
                ModelParameters.read(parameters, difficulty, model, startMicros));
        Part part = PartParameters.read(parameters, count);
        if (!part.isWhole()) {
            requireForParts(DatasetSpec.SEED, parameters);
            requireForParts(DatasetSpec.START, parameters);
        }
        RecordFields fields = RecordParameters.fields(parameters);
        ReportSettings reports = ReportParameters.read(parameters, defaultReports);
        DatasetFormat format = format(parameters, defaultFormat);
        parameters.check();
        return new DatasetSpec(events, count, offset, part, fields, reports, format);
    }

    private Bank bank(QueryParameters parameters) {
        return new Bank(
                parameters.text(DatasetSpec.SEED) == null
                        ? TransactionGenerator.randomSeed()
                        : parameters.wholeNumber(DatasetSpec.SEED, Long.MIN_VALUE, Long.MAX_VALUE, 0),
                (int) parameters.wholeNumber(
                        DatasetSpec.ACCOUNTS,
                        Bank.MIN_ACCOUNTS,
                        maxAccounts,
                        Math.min(defaults.accounts(), maxAccounts)),
                (int) parameters.wholeNumber(
                        DatasetSpec.FIRST_ACCOUNT, 0, Bank.MAX_FIRST_ACCOUNT, defaults.firstAccount()),
                weights(parameters));
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

    /** Otherwise the parts would not be parts of the same dataset. */
    private static void requireForParts(String name, QueryParameters parameters) {
        if (parameters.text(name) == null) {
            parameters.reject(
                    name, "must be given with " + PartParameters.PART + ", so that all parts have the same", null);
        }
    }

    private Map<String, Double> weights(QueryParameters parameters) {
        Map<String, Double> weights = new LinkedHashMap<>(defaults.fraudWeights());
        weights.putAll(WeightParameters.read(
                parameters,
                DatasetSpec.FRAUD_WEIGHTS,
                "fraud patterns",
                defaults.fraudWeights().keySet()));
        double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            parameters.reject(
                    DatasetSpec.FRAUD_WEIGHTS,
                    "must leave at least one weight above 0, and their sum finite",
                    parameters.text(DatasetSpec.FRAUD_WEIGHTS));
        }
        return weights;
    }

    private static DatasetFormat format(QueryParameters parameters, Supplier<DatasetFormat> defaultFormat) {
        String text = parameters.text(DatasetSpec.FORMAT);
        if (text == null) {
            return defaultFormat.get();
        }
        return DatasetFormat.of(text).orElseGet(() -> {
            parameters.reject(
                    DatasetSpec.FORMAT, "must be one of " + String.join(", ", DatasetFormat.wireNames()), text);
            return DatasetFormat.JSON;
        });
    }
}
