package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.generator.Bank;
import io.bankfeed.generator.EventTimeGenerator;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.http.ProblemText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that determines a dataset: the same spec gives the same bytes.
 *
 * @param count the number of transactions, at least 1
 * @param offset the number of the bank's transactions before the first of these
 * @param startMicros when the bank opens, in microseconds since 1970-01-01T00:00Z
 * @param perSecond transactions per second, on average over a day
 * @param fraudRate the share of fraud, 0 to 1
 * @param fields the fields of each transaction
 * @param reports which fraud is reported, if the fields include it
 */
record DatasetSpec(
        Bank bank,
        long count,
        long offset,
        long startMicros,
        double perSecond,
        double fraudRate,
        RecordFields fields,
        ReportSettings reports,
        DatasetFormat format) {

    static final String COUNT = "count";
    static final String OFFSET = "offset";
    static final String SEED = "seed";
    static final String START = "start";
    static final String RATE = "rate";
    static final String FRAUD_INJECTION_RATE = "fraud_injection_rate";
    static final String FRAUD_WEIGHTS = "fraud_weights";
    static final String ACCOUNTS = "accounts";
    static final String FIRST_ACCOUNT = "first_account";
    static final String FIELDS = RecordParameters.FIELDS;
    static final String LABELS = RecordParameters.LABELS;
    static final String FORMAT = "format";

    /** Reports that are not shown do not tell two datasets with the same bytes apart. */
    DatasetSpec {
        reports = fields.labels() == LabelFields.FULL ? reports : ReportSettings.DEFAULT;
    }

    /** Whether the dataset begins with the bank's first transaction. */
    boolean isFromStart() {
        return offset == 0;
    }

    /**
     * The expected share of fraud, to a relative precision of 10^-6, if it differs from the fraud rate because the
     * dataset does not span whole days.
     */
    Optional<BigDecimal> expectedFraudShare() {
        MathContext precision = new MathContext(6);
        BigDecimal share = new BigDecimal(
                EventTimeGenerator.expectedFraudShare(bank, fraudRate, startMicros, perSecond, offset, count),
                precision);
        return share.compareTo(new BigDecimal(fraudRate, precision)) == 0 ? Optional.empty() : Optional.of(share);
    }

    /** The query parameters of the request, in full, except those that do not apply. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(COUNT, Long.toString(count));
        parameters.put(OFFSET, Long.toString(offset));
        parameters.put(SEED, Long.toString(bank.seed()));
        parameters.put(START, start());
        parameters.put(RATE, ProblemText.plain(perSecond));
        parameters.put(FRAUD_INJECTION_RATE, ProblemText.plain(fraudRate));
        parameters.put(
                FRAUD_WEIGHTS,
                bank.fraudWeights().entrySet().stream()
                        .map(weight -> weight.getKey() + ":" + ProblemText.plain(weight.getValue()))
                        .collect(Collectors.joining(",")));
        parameters.put(ACCOUNTS, Integer.toString(bank.accounts()));
        parameters.put(FIRST_ACCOUNT, Integer.toString(bank.firstAccount()));
        parameters.put(LABELS, fields.labels().wireName());
        parameters.put(FORMAT, format.wireName());
        if (fields.extended()) {
            parameters.put(FIELDS, RecordParameters.EXTENDED);
        }
        if (fields.labels() == LabelFields.FULL) {
            ReportParameters.write(reports, parameters);
        }
        return parameters;
    }

    /** The request that repeats this dataset, relative to any of its URLs, which may have a prefix from a proxy. */
    String query() {
        return parameters().entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** A file name of characters that every file system allows. */
    String fileName() {
        String compactStart = start().replaceAll("[-:]", "").replaceFirst("(\\.0*)?\\+0700$", "");
        return "bankfeed_seed-" + bank.seed() + "_start-" + compactStart + "_rate-" + ProblemText.plain(perSecond)
                + "_fraud-"
                + ProblemText.plain(fraudRate) + "_accounts-" + bank.accounts() + "_offset-" + offset + "_count-"
                + count
                + fileNameOfFields() + "." + format.wireName();
    }

    private String fileNameOfFields() {
        return (fields.extended() ? "_extended" : "")
                + switch (fields.labels()) {
                    case NONE -> "";
                    case TRUTH -> "_labelled";
                    case FULL -> "_labelled-full";
                };
    }

    private String start() {
        AsciiBuffer text = new AsciiBuffer(0);
        new TransactionEncoder(text).appendTimestamp(startMicros);
        return new String(text.toByteArray(), StandardCharsets.US_ASCII);
    }
}
